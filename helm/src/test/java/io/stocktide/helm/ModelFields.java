package io.stocktide.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds JSON against the models of Kubernetes' own Java client. They are generated from its OpenAPI and list, as
 * constants, which fields there are and which are required.
 */
final class ModelFields {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    /** Words that the OpenAPI has in its descriptions alone. */
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            Map.entry("V1ServiceSpec.type", Set.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName")),
            Map.entry("V1ServicePort.protocol", Set.of("TCP", "UDP", "SCTP")),
            Map.entry("V1NetworkPolicyPort.protocol", Set.of("TCP", "UDP", "SCTP")),
            Map.entry("V1NetworkPolicySpec.policyTypes", Set.of("Ingress", "Egress")),
            Map.entry("V1Container.imagePullPolicy", Set.of("Always", "IfNotPresent", "Never")),
            Map.entry("V1PodSpec.restartPolicy", Set.of("Always", "OnFailure", "Never")),
            Map.entry("V1HTTPGetAction.scheme", Set.of("HTTP", "HTTPS")),
            Map.entry("V1SeccompProfile.type", Set.of("RuntimeDefault", "Unconfined", "Localhost")),
            Map.entry("V1PodSecurityContext.fsGroupChangePolicy", Set.of("OnRootMismatch", "Always")),
            Map.entry("V1TopologySpreadConstraint.whenUnsatisfiable", Set.of("ScheduleAnyway", "DoNotSchedule")),
            Map.entry("V1StatefulSetSpec.podManagementPolicy", Set.of("OrderedReady", "Parallel")),
            Map.entry("V1StatefulSetUpdateStrategy.type", Set.of("RollingUpdate", "OnDelete")),
            Map.entry("V1DeploymentStrategy.type", Set.of("RollingUpdate", "Recreate")),
            Map.entry(
                    "V1PersistentVolumeClaimSpec.accessModes",
                    Set.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")),
            Map.entry("V1PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy", Set.of("IfHealthyBudget", "AlwaysAllow")),
            Map.entry("V1HTTPIngressPath.pathType", Set.of("Exact", "Prefix", "ImplementationSpecific")),
            Map.entry("V1Toleration.operator", Set.of("Exists", "Equal")),
            Map.entry("V2MetricTarget.type", Set.of("Utilization", "Value", "AverageValue")));

    private final List<String> faults = new ArrayList<>();

    private ModelFields() {}

    /** What is wrong with the value; nothing where there is no model. */
    static List<String> faults(Class<?> model, JsonNode value) {
        ModelFields check = new ModelFields();
        if (model != null) {
            check.object(model, value, "");
        }
        return check.faults;
    }

    private void object(Class<?> model, JsonNode value, String path) {
        if (!value.isObject()) {
            faults.add(path + " is no object");
            return;
        }
        for (Object required : constants(model, "openapiRequiredFields")) {
            if (!value.hasNonNull(required.toString())) {
                faults.add(path + "/" + required + " is required");
            }
        }
        Set<?> known = constants(model, "openapiFields");
        value.properties().forEach(each -> {
            String here = path + "/" + each.getKey();
            if (!known.contains(each.getKey())) {
                faults.add(here + " is not known");
            } else {
                words(model, each.getKey(), each.getValue(), here);
                value(type(model, each.getKey()), each.getValue(), here);
            }
        });
    }

    private void words(Class<?> model, String field, JsonNode value, String path) {
        Set<String> words = WORDS.get(model.getSimpleName() + "." + field);
        if (words != null) {
            List<String> said = value.isArray()
                    ? Manifests.stream(value).map(JsonNode::asText).toList()
                    : List.of(value.asText());
            said.stream()
                    .filter(each -> !words.contains(each))
                    .forEach(each -> faults.add(path + " cannot be " + each));
        }
    }

    private void value(Type type, JsonNode value, String path) {
        if (type instanceof ParameterizedType generic) {
            Type inner = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == List.class ? !value.isArray() : !value.isObject()) {
                faults.add(path + " is of another type than " + type);
            }
            if (value.isArray()) {
                value.forEach(each -> value(inner, each, path + "[]"));
            } else {
                value.properties().forEach(each -> value(inner, each.getValue(), path + "/" + each.getKey()));
            }
        } else if (type.getTypeName().startsWith(MODELS)) {
            object((Class<?>) type, value, path);
        } else if (!scalar(type.getTypeName(), value)) {
            faults.add(path + " is of another type than " + type.getTypeName());
        }
    }

    private static boolean scalar(String type, JsonNode value) {
        return switch (type) {
            case "java.lang.String" -> value.isTextual();
            case "java.lang.Boolean" -> value.isBoolean();
            case "java.lang.Integer", "java.lang.Long" -> value.isIntegralNumber();
            case "io.kubernetes.client.custom.IntOrString" -> value.isTextual() || value.isIntegralNumber();
            case "io.kubernetes.client.custom.Quantity" ->
                value.isTextual() && value.asText().matches("[0-9.]+(m|[KMGTPE]i?|k)?");
            default -> throw new AssertionError("not known: " + type);
        };
    }

    private static Type type(Class<?> model, String field) {
        String wanted = field.replaceAll("[^A-Za-z0-9]", "");
        for (Field each : model.getDeclaredFields()) {
            if (each.getName().replace("_", "").equalsIgnoreCase(wanted)) {
                return each.getGenericType();
            }
        }
        throw new AssertionError(model + " has no field " + field);
    }

    private static Set<?> constants(Class<?> model, String name) {
        try {
            return new HashSet<>((Set<?>) model.getField(name).get(null));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
