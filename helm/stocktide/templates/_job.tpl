{{/* Takes {root, component, values, args, flags, scratch}: the pod of a Job that speaks to Kafka alone. */}}
{{- define "stocktide.jobPod" -}}
{{- $secrets := include "stocktide.kafkaSecrets" .root | fromJson -}}
metadata:
  labels:
    {{- include "stocktide.labels" . | nindent 4 }}
spec:
  restartPolicy: Never
  # Not the chart's own account: hooks run before it is there, and these pods have no token either.
  {{- include "stocktide.podCommon" .root | nindent 2 }}
  containers:
    - name: {{ .component }}
      image: {{ include "stocktide.image" .root }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      args:
        {{- .args | toYaml | nindent 8 }}
      env:
        {{- include "stocktide.env" . | nindent 8 }}
      resources:
        {{- include "stocktide.resources" .values | nindent 8 }}
      securityContext:
        {{- include "stocktide.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- include "stocktide.secretMounts" $secrets | trim | nindent 8 }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: {{ .scratch }}}
    {{- include "stocktide.secretVolumes" $secrets | trim | nindent 4 }}
{{- end -}}

{{/* Takes {root, component, args}: a Job's pod that looks at topics, which takes little. */}}
{{- define "stocktide.topicsPod" -}}
{{- $values := dict "heapMiB" 128 "overheadMiB" 192 "cpuRequest" "100m" "cpuLimit" "1" "extraEnv" list "javaOpts" "" -}}
{{- include "stocktide.jobPod" (merge (dict "values" $values "flags" list "scratch" "256Mi") .) -}}
{{- end -}}
