{{/* What a schema cannot say of the values. Each message names the value and what to do. */}}
{{- define "stocktide.check" -}}
{{- $v := .Values -}}
{{- $_ := required "kafka.bootstrapServers is needed: the brokers to begin with, such as kafka-1:9092,kafka-2:9092" $v.kafka.bootstrapServers -}}
{{- $_ := required "shops.existingSecret is needed: the Secret that holds the shops file" $v.shops.existingSecret -}}
{{- include "stocktide.check.kafka" . -}}
{{- include "stocktide.check.topology" . -}}
{{- include "stocktide.check.scaling" . -}}
{{- include "stocktide.check.replay" . -}}
{{- end -}}

{{- define "stocktide.check.kafka" -}}
{{- range $key, $_ := .Values.kafka.properties -}}
{{- if regexMatch "(?i)(password|jaas|secret|ssl\\.keystore\\.key|token)" $key -}}
{{- fail (printf "kafka.properties.%s is secret: put it into the file of kafka.existingSecret" $key) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.kafka.ca.existingSecret (hasKey .Values.kafka.properties "ssl.truststore.location") -}}
{{- fail "kafka.properties.ssl.truststore.location and kafka.ca.existingSecret say the same thing: give one of them" -}}
{{- end -}}
{{- end -}}

{{- define "stocktide.check.topology" -}}
{{- $t := .Values.topology -}}
{{- $replicas := int $t.replicas -}}
{{- if and (gt $replicas 0) (gt (int $t.standbys) (sub $replicas 1 | int)) -}}
{{- fail (printf "topology.standbys is %d, but %d replicas can hold %d: raise topology.replicas or lower topology.standbys" (int $t.standbys) $replicas (sub $replicas 1 | int)) -}}
{{- end -}}
{{- if gt $replicas (int .Values.topics.partitions) -}}
{{- fail (printf "topology.replicas is %d, but topics.partitions is %d: an instance without a partition never gets ready" $replicas (int .Values.topics.partitions)) -}}
{{- end -}}
{{- if and (gt $replicas 1) (not .Values.hopKey.existingSecret) -}}
{{- fail "hopKey.existingSecret is needed with topology.replicas above 1: without it an instance answers for its own shops alone" -}}
{{- end -}}
{{- end -}}

{{- define "stocktide.check.scaling" -}}
{{- $partitions := int .Values.topics.partitions -}}
{{- with .Values.ingest.autoscaling -}}
{{- if and .enabled (gt (int .minReplicas) (int .maxReplicas)) -}}
{{- fail (printf "ingest.autoscaling.minReplicas is %d, above maxReplicas %d" (int .minReplicas) (int .maxReplicas)) -}}
{{- end -}}
{{- end -}}
{{- with .Values.syncSink.keda -}}
{{- if and .enabled (gt (int .minReplicas) (int .maxReplicas)) -}}
{{- fail (printf "syncSink.keda.minReplicas is %d, above maxReplicas %d" (int .minReplicas) (int .maxReplicas)) -}}
{{- end -}}
{{- if and .enabled (gt (int .maxReplicas) $partitions) -}}
{{- fail (printf "syncSink.keda.maxReplicas is %d, but topics.partitions is %d: a sink without a partition never gets ready" (int .maxReplicas) $partitions) -}}
{{- end -}}
{{- end -}}
{{- if gt (int .Values.syncSink.replicas) $partitions -}}
{{- fail (printf "syncSink.replicas is %d, but topics.partitions is %d: a sink without a partition never gets ready" (int .Values.syncSink.replicas) $partitions) -}}
{{- end -}}
{{- end -}}

{{- define "stocktide.check.replay" -}}
{{- with .Values.replay -}}
{{- if and .enabled (not .dryRun) (gt (int $.Values.topology.replicas) 0) -}}
{{- fail "replay.enabled without replay.dryRun needs topology.replicas 0: a topology that lives would mix what it has in memory with what is rebuilt" -}}
{{- end -}}
{{- if and .enabled .dryRun .force -}}
{{- fail "replay.force goes with replay.dryRun false: a dry run leaves the live topology alone" -}}
{{- end -}}
{{- end -}}
{{- end -}}
