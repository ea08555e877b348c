package io.stocktide.helm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Values that operators may give, each on top of the least. */
final class Variants {
    private static final Map<String, String> VALUES = new LinkedHashMap<>();
    private static final Map<String, Manifests> RENDERED = new LinkedHashMap<>();

    static {
        VALUES.put("the least", "{}");
        VALUES.put("SASL and TLS to Kafka", """
                kafka:
                  properties: {security.protocol: SASL_SSL, sasl.mechanism: SCRAM-SHA-512}
                  existingSecret: kafka-client
                  ca: {existingSecret: kafka-ca}
                """);
        VALUES.put("HTTPS", "tls: {existingSecret: certificate}");
        VALUES.put("HTTPS with a trust store", """
                tls:
                  existingSecret: certificate
                  trustStore: {existingSecret: issuer, passwordKey: password}
                """);
        VALUES.put("tokens and pages of other origins", """
                tokens: {existingSecret: token-hashes}
                corsOrigins: ["https://pos.example.com", "https://desk.example.com"]
                """);
        VALUES.put("other names", """
                fullnameOverride: backbone
                nameOverride: backbone
                commonLabels: {team: stock}
                serviceAccount: {name: backbone, annotations: {role: stock}}
                clusterDomain: cluster.example
                """);
        VALUES.put("a name too long for pods", "fullnameOverride: " + "a-long-name-".repeat(6) + "end");
        VALUES.put("an account of before", "serviceAccount: {create: false, name: shared}");
        VALUES.put("users chosen by the cluster", "podSecurity: {runAsUser: null, fsGroup: null}");
        VALUES.put("an image by digest", """
                image: {repository: registry.example.com/stocktide, digest: "sha256:%s", pullPolicy: Always}
                imagePullSecrets: [{name: registry}]
                """.formatted("0123456789abcdef".repeat(4)));
        VALUES.put("no autoscaling", "ingest: {autoscaling: {enabled: false}, replicas: 3, preStopSeconds: 0}");
        VALUES.put("scaled on lag", """
                syncSink: {keda: {enabled: true, authenticationRef: kafka, metadata: {sasl: scram_sha512, tls: enable}}}
                """);
        VALUES.put("one topology alone", "{topology: {replicas: 1, standbys: 0}, hopKey: {existingSecret: ''}}");
        VALUES.put("three topologies, large", """
                topology: {replicas: 3, standbys: 2, threads: 4, heapMiB: 4096, rocksdbMiB: 8192, overheadMiB: 1024,
                  drainSeconds: 30, stopGraceSeconds: 60, onStop: leave}
                """);
        VALUES.put("no volume", "topology: {persistence: {enabled: false}}");
        VALUES.put("Ingresses", """
                ingest: {ingress: {enabled: true, host: hooks.example.com, tlsSecret: hooks, className: nginx}}
                topology: {ingress: {enabled: true, host: stock.example.com, annotations: {a: b}}}
                """);
        VALUES.put("what Prometheus' operator reads", """
                metrics:
                  serviceMonitor: {enabled: true, labels: {release: prometheus}}
                  prometheusRule: {enabled: true, labels: {release: prometheus}}
                """);
        VALUES.put("a dry run of a replay", "replay: {enabled: true, shop: one.myshopify.com, json: true}");
        VALUES.put("a replay", """
                replay: {enabled: true, dryRun: false, force: true, from: "2026-11-20T10:00:00Z"}
                topology: {replicas: 0}
                """);
        VALUES.put("no topics made", "topics: {create: false}");
        VALUES.put("no policies and no budgets", """
                networkPolicy: {enabled: false}
                ingest: {disruptionBudget: {enabled: false}}
                topology: {disruptionBudget: {enabled: false}}
                syncSink: {disruptionBudget: {enabled: false}}
                """);
        VALUES.put("narrow policies", """
                networkPolicy:
                  ingestFrom: [{namespaceSelector: {matchLabels: {name: gateway}}}]
                  kafkaTo: [{namespaceSelector: {matchLabels: {name: kafka}}}]
                  kafkaPorts: [9093, 9094]
                  extraEgress: [{ports: [{port: 4318, protocol: TCP}]}]
                """);
        VALUES.put("everything", everything());
    }

    private Variants() {}

    /** All of them, rendered once. */
    static Stream<Named<Manifests>> all() {
        return VALUES.keySet().stream().map(each -> Named.of(each, of(each)));
    }

    static Stream<String> names() {
        return VALUES.keySet().stream();
    }

    static Manifests of(String variant) {
        return RENDERED.computeIfAbsent(variant, name -> Chart.render(Chart.minimum(), values(name)));
    }

    static String values(String variant) {
        return VALUES.get(variant);
    }

    /** Every option on at once. */
    private static String everything() {
        String role = """
                  extraEnv: [{name: STOCKTIDE_EXTRA, value: "1"}]
                  javaOpts: -XX:MaxDirectMemorySize=64m
                  podAnnotations: {seen: "yes"}
                  podLabels: {tier: stock}
                  nodeSelector: {disk: ssd}
                  tolerations: [{key: stock, operator: Exists, effect: NoSchedule}]
                  affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:
                    [{matchExpressions: [{key: disk, operator: In, values: [ssd]}]}]}}}
                  priorityClassName: high
                  extraVolumes: [{name: more, secret: {secretName: more}}]
                  extraVolumeMounts: [{name: more, mountPath: /etc/stocktide/more, readOnly: true}]
                  service: {type: LoadBalancer, annotations: {lb: internal}}
                """;
        return """
                kafka:
                  properties: {security.protocol: SASL_SSL}
                  existingSecret: kafka-client
                  ca: {existingSecret: kafka-ca}
                tokens: {existingSecret: token-hashes}
                tls:
                  existingSecret: certificate
                  trustStore: {existingSecret: issuer, passwordKey: password}
                corsOrigins: ["https://pos.example.com"]
                extraEnv: [{name: SHARED, value: "1"}]
                ingest:
                %s  ingress: {enabled: true, host: hooks.example.com, tlsSecret: hooks}
                  extraArgs: ["--max-in-flight=256", --kafka=linger.ms=2]
                topology:
                %s  ingress: {enabled: true, host: stock.example.com, tlsSecret: stock}
                  persistence: {storageClassName: fast, annotations: {backup: none}}
                syncSink:
                %s  keda: {enabled: true, authenticationRef: kafka}
                  extraArgs: ["--patience-seconds=600"]
                  shopifyUrl: "http://simulator:8090/shops/{shop}"
                metrics:
                  serviceMonitor: {enabled: true}
                  prometheusRule: {enabled: true}
                replay: {enabled: true}
                """.formatted(role, role, role);
    }
}
