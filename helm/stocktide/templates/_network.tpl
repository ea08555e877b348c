{{/* Egress rules, as lists. */}}

{{- define "stocktide.egressToDns" -}}
- ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end -}}

{{- define "stocktide.egressToKafka" -}}
{{- $ports := .Values.networkPolicy.kafkaPorts -}}
{{- if not $ports -}}
{{- range splitList "," .Values.kafka.bootstrapServers -}}
{{- $ports = append $ports (regexFind "[0-9]+$" (trim .) | default "9092" | int) -}}
{{- end -}}
{{- end -}}
- ports:
    {{- range uniq $ports }}
    - {protocol: TCP, port: {{ . }}}
    {{- end }}
  {{- with .Values.networkPolicy.kafkaTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* Takes {root, component, ingress, egress}; without ingress rules nobody may in. */}}
{{- define "stocktide.networkPolicy" -}}
podSelector:
  matchLabels:
    {{- include "stocktide.selectorLabels" . | nindent 4 }}
policyTypes: [Ingress, Egress]
{{- with .ingress }}
ingress:
  {{- toYaml . | nindent 2 }}
{{- end }}
egress:
  {{- include "stocktide.egressToDns" . | nindent 2 }}
  {{- include "stocktide.egressToKafka" .root | nindent 2 }}
  {{- with .egress }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with .root.Values.networkPolicy.extraEgress }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}
