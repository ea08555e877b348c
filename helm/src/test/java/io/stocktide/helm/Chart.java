package io.stocktide.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The chart, rendered by Helm itself. */
final class Chart {
    static final Path DIRECTORY = Path.of("stocktide");
    static final String RELEASE = "shops";
    static final String NAMESPACE = "stock";

    private static final String OLDEST_KUBERNETES = "1.30.0";

    private static final String HOOK = "helm.sh/hook";
    private static final String HIDDEN = "hidden-";
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path WITH_HOOKS = withHooks();

    private Chart() {}

    /**
     * Renders the chart with these values, one document of YAML on top of another.
     *
     * @throws IllegalStateException with Helm's message where it refuses them
     */
    static Manifests render(String... values) {
        List<Path> files = new ArrayList<>();
        try {
            var template = new Helm(WITH_HOOKS)
                    .template()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(OLDEST_KUBERNETES);
            for (String each : values) {
                Path file = Files.createTempFile("values-", ".yaml");
                files.add(file);
                template = template.withValuesFile(Files.writeString(file, each));
            }
            return new Manifests(documents(template.call().replace(HIDDEN + HOOK, HOOK)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            files.forEach(Chart::delete);
        }
    }

    /** The least that must be given. */
    static String minimum() {
        return text(DIRECTORY.resolve("ci/minimum-values.yaml"));
    }

    /** The values of the file with each of the others on top, as Helm lays them. */
    static String merged(Path file, String... values) {
        JsonNode all = yaml(text(file));
        try {
            for (String each : values) {
                YAML.readerForUpdating(all).readValue(each, JsonNode.class);
            }
            return YAML.writeValueAsString(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the chart, with all that it holds, into the directory, which is made. */
    static Path copyTo(Path target) {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path each : files.toList()) {
                Files.copy(each, target.resolve(DIRECTORY.relativize(each).toString()));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy in which Helm does not know the hooks: helm-java renders none, where {@code helm template} does. */
    private static Path withHooks() {
        try {
            Path copy = copyTo(Files.createTempDirectory("chart-").resolve("stocktide"));
            try (Stream<Path> templates = Files.walk(copy.resolve("templates"))) {
                for (Path each : templates.filter(Files::isRegularFile).toList()) {
                    Files.writeString(each, text(each).replace(HOOK, HIDDEN + HOOK));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> documents(String rendered) throws IOException {
        try (MappingIterator<JsonNode> found = YAML.readerFor(JsonNode.class).readValues(rendered)) {
            return found.readAll().stream().filter(JsonNode::isObject).toList();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
