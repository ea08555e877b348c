{{/* What the pods of all roles and Jobs share. */}}

{{/* Nobody may write to the image; RocksDB, Zstandard and Snappy unpack their libraries into /tmp. */}}
{{- define "stocktide.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "stocktide.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.podSecurity.runAsUser }}
runAsUser: {{ int . }}
runAsGroup: {{ int . }}
{{- end }}
{{- with .Values.podSecurity.fsGroup }}
fsGroup: {{ int . }}
fsGroupChangePolicy: OnRootMismatch
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Takes a role's values: what its JVM may take in all, in MiB. */}}
{{- define "stocktide.memoryMiB" -}}
{{- add (int .heapMiB) (int (default 0 .rocksdbMiB)) (int .overheadMiB) -}}
{{- end -}}

{{/*
Takes a role's values. Memory is request and limit alike: a JVM does not give back what it has taken, so a pod that lives
on what its node has to spare is the first to be killed.
*/}}
{{- define "stocktide.resources" -}}
requests:
  cpu: {{ .cpuRequest | quote }}
  memory: {{ include "stocktide.memoryMiB" . }}Mi
limits:
  cpu: {{ .cpuLimit | quote }}
  memory: {{ include "stocktide.memoryMiB" . }}Mi
{{- end -}}

{{/* Takes {root, values, flags}: heap, log levels, and what the user adds. */}}
{{- define "stocktide.env" -}}
{{- $extra := concat .root.Values.extraEnv .values.extraEnv -}}
{{- $names := list "STOCKTIDE_JAVA_OPTS" "STOCKTIDE_LOG_LEVEL" "STOCKTIDE_KAFKA_LOG_LEVEL" "POD_NAME" -}}
{{- range $extra -}}
{{- if has .name $names -}}
{{- fail (printf "extraEnv repeats %s; what the chart sets is changed by javaOpts, logLevel and kafkaLogLevel" .name) -}}
{{- end -}}
{{- $names = append $names .name -}}
{{- end -}}
- name: STOCKTIDE_JAVA_OPTS
  value: {{ compact (concat (list (printf "-Xmx%dm" (int .values.heapMiB))) .flags (list .values.javaOpts)) | join " " | quote }}
- name: STOCKTIDE_LOG_LEVEL
  value: {{ .root.Values.logLevel }}
- name: STOCKTIDE_KAFKA_LOG_LEVEL
  value: {{ .root.Values.kafkaLogLevel }}
{{- with $extra }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Takes {root, values, component}: where the pods of a role go. */}}
{{- define "stocktide.scheduling" -}}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.topologySpreadKeys }}
topologySpreadConstraints:
{{- range . }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "stocktide.selectorLabels" $ | nindent 8 }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Takes {root, startupSeconds}. A restart helps only a process that no longer answers; all else is for /readyz. */}}
{{- define "stocktide.probes" -}}
{{- $scheme := include "stocktide.scheme" .root -}}
startupProbe:
  httpGet: {path: /livez, port: http, scheme: {{ $scheme }}}
  periodSeconds: 5
  failureThreshold: {{ div (add .startupSeconds 4) 5 }}
livenessProbe:
  httpGet: {path: /livez, port: http, scheme: {{ $scheme }}}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /readyz, port: http, scheme: {{ $scheme }}}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 2
{{- end -}}

{{/* Takes {root, values, component}: the pods of a role, up to their containers. */}}
{{- define "stocktide.podHead" -}}
metadata:
  labels:
    # No version: a new chart that changes nothing of the pods must not restart them.
    {{- include "stocktide.selectorLabels" . | nindent 4 }}
    {{- with .root.Values.commonLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- with .values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "stocktide.serviceAccountName" .root }}
  {{- include "stocktide.podCommon" .root | nindent 2 }}
  {{- include "stocktide.scheduling" . | trim | nindent 2 }}
{{- end -}}

{{/*
Without service links: Kubernetes would set variables such as STOCKTIDE_PORT for a Service named stocktide, which are
options of ours.
*/}}
{{- define "stocktide.podCommon" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- include "stocktide.podSecurity" . | nindent 2 }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Takes {root, values, role, args, flags}: the container of a role, up to its own parts. */}}
{{- define "stocktide.container" -}}
name: {{ .role }}
image: {{ include "stocktide.image" .root }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
args:
  - {{ .role }}
  {{- .args | nindent 2 }}
ports:
  - name: http
    containerPort: {{ .values.service.port }}
resources:
  {{- include "stocktide.resources" .values | nindent 2 }}
securityContext:
  {{- include "stocktide.containerSecurity" . | nindent 2 }}
{{- end -}}
