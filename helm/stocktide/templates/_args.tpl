{{/* What commands are started with, and the Secrets that their files come from. */}}

{{/* Arguments, as a JSON list: how every command finds Kafka. */}}
{{- define "stocktide.kafkaArgs" -}}
{{- $args := list (printf "--bootstrap-servers=%s" .Values.kafka.bootstrapServers) -}}
{{- if .Values.kafka.existingSecret -}}
{{- $args = append $args (printf "--kafka-file=/etc/stocktide/kafka/%s" .Values.kafka.existingSecretKey) -}}
{{- end -}}
{{- $properties := deepCopy .Values.kafka.properties -}}
{{- if .Values.kafka.ca.existingSecret -}}
{{- $_ := set $properties "ssl.truststore.type" "PEM" -}}
{{- $_ := set $properties "ssl.truststore.location" (printf "/etc/stocktide/kafka-ca/%s" .Values.kafka.ca.key) -}}
{{- end -}}
{{- range $key, $value := $properties -}}
{{- $args = append $args (printf "--kafka=%s=%v" $key $value) -}}
{{- end -}}
{{- toJson $args -}}
{{- end -}}

{{/* Takes {root, values, port}; arguments, as a JSON list: how every role listens, and whom it lets in. */}}
{{- define "stocktide.listenArgs" -}}
{{- $v := .root.Values -}}
{{- $args := list (printf "--shops-file=/etc/stocktide/shops/%s" $v.shops.key) (printf "--port=%d" (int .port)) -}}
{{- $args = append $args (printf "--stop-grace-seconds=%d" (int .values.stopGraceSeconds)) -}}
{{- $args = append $args (printf "--requests-per-second=%d" (int $v.requestsPerSecond)) -}}
{{- if $v.tokens.existingSecret -}}
{{- $args = append $args (printf "--tokens-file=/etc/stocktide/tokens/%s" $v.tokens.key) -}}
{{- end -}}
{{- if $v.tls.existingSecret -}}
{{- $args = append $args (printf "--tls-cert=/etc/stocktide/tls/%s" $v.tls.certKey) -}}
{{- $args = append $args (printf "--tls-key=/etc/stocktide/tls/%s" $v.tls.keyKey) -}}
{{- end -}}
{{- range $v.corsOrigins -}}
{{- $args = append $args (printf "--cors-origin=%s" .) -}}
{{- end -}}
{{- toJson $args -}}
{{- end -}}

{{/*
Secrets by name, as a JSON map of directory to Secret. Whole directories are mounted, never one file: only so does a
changed token or certificate reach a pod that runs.
*/}}
{{- define "stocktide.kafkaSecrets" -}}
{{- dict "kafka" .Values.kafka.existingSecret "kafka-ca" .Values.kafka.ca.existingSecret | toJson -}}
{{- end -}}

{{- define "stocktide.roleSecrets" -}}
{{- $v := .Values -}}
{{- dict "shops" $v.shops.existingSecret "tokens" $v.tokens.existingSecret "tls" $v.tls.existingSecret | merge (include "stocktide.kafkaSecrets" . | fromJson) | toJson -}}
{{- end -}}

{{/* Takes such a map. */}}
{{- define "stocktide.secretVolumes" -}}
{{- range $directory, $secret := . }}
{{- if $secret }}
- name: {{ $directory }}
  secret:
    secretName: {{ $secret }}
    # For the pod's group, which is fsGroup.
    defaultMode: 0440
{{- end }}
{{- end }}
{{- end -}}

{{- define "stocktide.secretMounts" -}}
{{- range $directory, $secret := . }}
{{- if $secret }}
- name: {{ $directory }}
  mountPath: /etc/stocktide/{{ $directory }}
  readOnly: true
{{- end }}
{{- end }}
{{- end -}}

{{/*
Takes {name, own, extra}: the extra arguments of a role, none of which may repeat an option that the chart sets, since
the command refuses it twice.
*/}}
{{- define "stocktide.extraArgs" -}}
{{- $set := dict -}}
{{- range .own -}}{{- $_ := set $set (regexFind "^--[a-z-]+" .) true -}}{{- end -}}
{{- range .extra -}}
{{- $option := regexFind "^--[a-z-]+" . -}}
{{- if and (hasKey $set $option) (not (has $option (list "--kafka" "--cors-origin"))) -}}
{{- fail (printf "%s.extraArgs repeats %s, which the chart sets by a value of its own" $.name $option) -}}
{{- end -}}
{{- end -}}
{{- concat .own .extra | toYaml -}}
{{- end -}}
