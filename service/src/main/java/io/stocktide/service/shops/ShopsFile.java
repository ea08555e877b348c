package io.stocktide.service.shops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.stocktide.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads the shops file. Every secret may stand in it, or in a file of its own that it names (relative to it), and an
 * admin token in a variable of the environment:
 *
 * <pre>{@code
 * {"webhookSecrets": ["…"], "clientId": "…",
 *  "shops": [{"shop": "example.myshopify.com", "apiTokens": ["…"], "adminTokenFile": "/run/secrets/example"},
 *            {"shop": "another.myshopify.com", "adminTokenEnv": "ANOTHER_TOKEN"},
 *            {"shop": "of-our-own.myshopify.com"}]}
 * }</pre>
 *
 * What stands at the top is the app's and holds for every shop. Where a shop has no admin token but there is a {@code
 * clientId}, tokens are granted for it and its {@code clientSecret}, which is the first of {@code webhookSecrets} unless
 * said otherwise, since Shopify signs with the app's client secret.
 */
public final class ShopsFile {
    private record Entry(
            String shop,
            List<String> webhookSecrets,
            List<String> webhookSecretFiles,
            List<String> apiTokens,
            List<String> apiTokenFiles,
            String adminToken,
            String adminTokenFile,
            String adminTokenEnv,
            String clientId,
            String clientSecret,
            String clientSecretFile) {}

    private record Content(
            List<String> webhookSecrets,
            List<String> webhookSecretFiles,
            String clientId,
            String clientSecret,
            String clientSecretFile,
            List<Entry> shops) {}

    // A misspelt field would otherwise be a secret that nobody asks for.
    private static final ObjectReader READER =
            Json.mapper().readerFor(Content.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;
    private final UnaryOperator<String> environment;

    private ShopsFile(Path file, UnaryOperator<String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Throws {@link ConfigException} where the file cannot be read or does not say what it should. */
    public static ShopDirectory read(Path file) {
        return read(file, System::getenv);
    }

    /** @param environment the value of a variable, null where it is not set */
    static ShopDirectory read(Path file, UnaryOperator<String> environment) {
        return new ShopsFile(file, environment).directory();
    }

    private ShopDirectory directory() {
        Content content = parse();
        if (content == null || content.shops() == null || content.shops().isEmpty()) {
            throw new ConfigException(file + " names no shop: it needs {\"shops\": [{\"shop\": …}]}");
        }
        List<Secret> ofApp = secrets(content.webhookSecrets(), content.webhookSecretFiles());
        return ShopDirectory.of(content.shops().stream()
                .map(entry -> shop(entry, content, ofApp))
                .toList());
    }

    private Content parse() {
        try {
            return READER.readValue(Files.readAllBytes(file));
        } catch (UnrecognizedPropertyException e) {
            throw new ConfigException(file + " has a field that means nothing here: \"" + e.getPropertyName() + "\"");
        } catch (JsonProcessingException e) {
            throw new ConfigException(file + " is not the JSON it should be, at line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new ConfigException("cannot read the shops file " + file);
        }
    }

    private ShopConfig shop(Entry entry, Content content, List<Secret> ofApp) {
        if (entry == null || entry.shop() == null) {
            throw new ConfigException(file + ": an entry of \"shops\" has no \"shop\"");
        }
        List<Secret> webhookSecrets = new ArrayList<>(secrets(entry.webhookSecrets(), entry.webhookSecretFiles()));
        webhookSecrets.addAll(ofApp);
        return new ShopConfig(
                entry.shop().toLowerCase(Locale.ROOT),
                webhookSecrets,
                secrets(entry.apiTokens(), entry.apiTokenFiles()),
                Stream.concat(
                                fromEnvironment(entry.adminTokenEnv()),
                                secrets(asList(entry.adminToken()), asList(entry.adminTokenFile())).stream())
                        .findFirst(),
                client(entry, content, webhookSecrets));
    }

    private Stream<Secret> fromEnvironment(String variable) {
        if (variable == null) {
            return Stream.empty();
        }
        String value = environment.apply(variable);
        if (value == null || value.isBlank()) {
            throw new ConfigException(file + ": the environment has no " + variable + ", which an adminTokenEnv names");
        }
        return Stream.of(new Secret(value.strip()));
    }

    private Optional<ClientCredentials> client(Entry entry, Content content, List<Secret> webhookSecrets) {
        boolean own = entry.clientId() != null;
        String id = own ? entry.clientId() : content.clientId();
        if (id == null) {
            return Optional.empty();
        }
        List<Secret> given = own
                ? secrets(asList(entry.clientSecret()), asList(entry.clientSecretFile()))
                : secrets(asList(content.clientSecret()), asList(content.clientSecretFile()));
        return Optional.of(Stream.concat(given.stream(), webhookSecrets.stream())
                .findFirst()
                .map(secret -> new ClientCredentials(id, secret))
                .orElseThrow(() -> new ConfigException(file + ": there is a clientId and no clientSecret")));
    }

    private List<Secret> secrets(List<String> values, List<String> files) {
        Stream<String> fromFiles =
                Optional.ofNullable(files).orElse(List.of()).stream().map(this::content);
        return Stream.concat(Optional.ofNullable(values).orElse(List.of()).stream(), fromFiles)
                .map(this::secret)
                .toList();
    }

    private Secret secret(String value) {
        if (value == null || value.isBlank()) {
            throw new ConfigException(file + ": a secret is blank, here or in a file that it names");
        }
        return new Secret(value);
    }

    private String content(String name) {
        Path secretFile = file.toAbsolutePath().getParent().resolve(name);
        try {
            return Files.readString(secretFile).strip();
        } catch (IOException e) {
            throw new ConfigException("cannot read the secret file " + secretFile);
        }
    }

    private static List<String> asList(String value) {
        return value == null ? List.of() : List.of(value);
    }
}
