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
import java.util.stream.Stream;

/**
 * Reads the shops file. Every secret may stand in it, or in a file of its own that it names (relative to it):
 *
 * <pre>{@code
 * {"webhookSecrets": ["…"],
 *  "shops": [{"shop": "example.myshopify.com", "apiTokens": ["…"], "adminTokenFile": "/run/secrets/example"}]}
 * }</pre>
 *
 * Secrets at the top are the app's and hold for every shop, since Shopify signs with the app's client secret.
 */
public final class ShopsFile {
    private record Entry(
            String shop,
            List<String> webhookSecrets,
            List<String> webhookSecretFiles,
            List<String> apiTokens,
            List<String> apiTokenFiles,
            String adminToken,
            String adminTokenFile) {}

    private record Content(List<String> webhookSecrets, List<String> webhookSecretFiles, List<Entry> shops) {}

    // A misspelt field would otherwise be a secret that nobody asks for.
    private static final ObjectReader READER =
            Json.mapper().readerFor(Content.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;

    private ShopsFile(Path file) {
        this.file = file;
    }

    /** Throws {@link ConfigException} where the file cannot be read or does not say what it should. */
    public static ShopDirectory read(Path file) {
        return new ShopsFile(file).directory();
    }

    private ShopDirectory directory() {
        Content content = parse();
        if (content == null || content.shops() == null || content.shops().isEmpty()) {
            throw new ConfigException(file + " names no shop: it needs {\"shops\": [{\"shop\": …}]}");
        }
        List<Secret> ofApp = secrets(content.webhookSecrets(), content.webhookSecretFiles());
        return ShopDirectory.of(
                content.shops().stream().map(entry -> shop(entry, ofApp)).toList());
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

    private ShopConfig shop(Entry entry, List<Secret> ofApp) {
        if (entry == null || entry.shop() == null) {
            throw new ConfigException(file + ": an entry of \"shops\" has no \"shop\"");
        }
        List<Secret> webhookSecrets = new ArrayList<>(secrets(entry.webhookSecrets(), entry.webhookSecretFiles()));
        webhookSecrets.addAll(ofApp);
        return new ShopConfig(
                entry.shop().toLowerCase(Locale.ROOT),
                webhookSecrets,
                secrets(entry.apiTokens(), entry.apiTokenFiles()),
                secrets(asList(entry.adminToken()), asList(entry.adminTokenFile())).stream()
                        .findFirst());
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
