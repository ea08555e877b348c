package io.stocktide.service.access;

import io.stocktide.service.files.FileWatch;
import io.stocktide.service.http.AccessSettings;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens of the shops file and those of the tokens file, which is read again within two seconds of a change. */
final class KnownTokens implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownTokens.class);

    private final List<TokenEntry> ofShopsFile;
    private final AccessSettings settings;
    private final Optional<FileWatch> watch;
    private volatile TokenSet tokens = TokenSet.EMPTY;

    /** Throws {@link ConfigException} where the tokens file cannot be read or is not as it should be. */
    KnownTokens(ShopDirectory shops, AccessSettings settings) {
        this.ofShopsFile =
                shops.all().stream().flatMap(shop -> ofShop(shop).stream()).toList();
        this.settings = settings;
        // Before the file is read: a change meanwhile then shows at the first look.
        this.watch = settings.tokensFile().map(file -> new FileWatch("tokens-watch", List.of(file), this::reload));
        read();
    }

    void start() {
        watch.ifPresent(FileWatch::start);
    }

    Optional<Token> find(String presented, String shop) {
        return tokens.find(presented, shop);
    }

    /** Empty where the token is not known. */
    List<Token> all(String presented) {
        return tokens.all(presented);
    }

    private void reload() {
        try {
            read();
            LOG.atInfo().log("tokens read again from {}", settings.tokensFile().orElseThrow());
        } catch (ConfigException e) {
            LOG.atWarn().log("the tokens stay as they were: {}", e.getMessage());
        }
    }

    private void read() {
        List<TokenEntry> entries = new ArrayList<>(ofShopsFile);
        Optional<Path> file = settings.tokensFile();
        file.ifPresent(path -> entries.addAll(TokensFile.read(path)));
        tokens = tokens.replacedBy(entries, settings.requestsPerSecond());
    }

    /** What stands in the shops file is for trying things out: it may do everything in its shop. */
    private static List<TokenEntry> ofShop(ShopConfig shop) {
        return shop.apiTokens().stream()
                .map(Secret::reveal)
                .map(token -> TokenDigest.of(token).hex())
                .map(sha256 ->
                        new TokenEntry(TokenEntry.OF_SHOPS_FILE, sha256, Role.OPERATE, List.of(shop.shop()), null))
                .toList();
    }

    @Override
    public void close() {
        watch.ifPresent(FileWatch::close);
    }
}
