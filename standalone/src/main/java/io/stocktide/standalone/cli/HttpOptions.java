package io.stocktide.standalone.cli;

import io.stocktide.service.access.TokensOffice;
import io.stocktide.service.http.AccessSettings;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.TlsFiles;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.metrics.ShopLabels;
import io.stocktide.service.shops.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a role listens, and whom it lets in. */
final class HttpOptions {
    @Option(
            names = "--host",
            defaultValue = "0.0.0.0",
            description = "Address to listen at (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Port to listen at; 0 takes any free one (default: ingest 8080, topology 8081, sync-sink 8082).")
    private Integer port;

    @Option(
            names = "--stop-grace-seconds",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description =
                    "How long requests under way may take once the role is told to stop (default: ${DEFAULT-VALUE}).")
    private int stopGraceSeconds;

    @Option(
            names = "--tokens-file",
            paramLabel = "FILE",
            description = "Hashed tokens as 'stocktide tokens' makes them, beside those of the shops file; read again"
                    + " within two seconds of a change.")
    private Path tokensFile;

    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            defaultValue = "" + AccessSettings.DEFAULT_REQUESTS_PER_SECOND,
            description = "What a token may ask of this instance, unless the tokens file says otherwise; more is a 429"
                    + " (default: ${DEFAULT-VALUE}).")
    private int requestsPerSecond;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate chain in PEM, its own first; with --tls-key it listens by HTTPS alone. Read"
                    + " again within two seconds of a change.")
    private Path tlsCert;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The certificate's private key in PEM, as PKCS#8 without a password.")
    private Path tlsKey;

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            split = ",",
            description = "Lets pages of that origin, such as https://pos.example.com, call from a browser; * for all."
                    + " May be repeated. Without it none may.")
    private List<String> corsOrigins = List.of();

    @Option(
            names = "--metrics-shops",
            paramLabel = "N",
            defaultValue = "" + ShopLabels.DEFAULT_MOST,
            description = "How many shops /metrics tells apart, those of which most is heard; all others are counted"
                    + " together, as shop=\"other\" (0 to " + ShopLabels.LARGEST_MOST + "; default: ${DEFAULT-VALUE}).")
    private int metricsShops;

    /** What the role counts in; once {@link #settings} has found the options right. */
    Metrics metrics() {
        return new Metrics(metricsShops);
    }

    /** Throws a {@link ConfigException} where any of it is not as it should be: before anybody waits for Kafka. */
    HttpSettings settings(int defaultPort) {
        if (metricsShops < 0 || metricsShops > ShopLabels.LARGEST_MOST) {
            throw new ConfigException("--metrics-shops is a number from 0 to " + ShopLabels.LARGEST_MOST);
        }
        if (tokensFile != null) {
            new TokensOffice(tokensFile).list();
        }
        return new HttpSettings(
                host,
                port == null ? defaultPort : port,
                Duration.ofSeconds(stopGraceSeconds),
                tls(),
                corsOrigins,
                new AccessSettings(Optional.ofNullable(tokensFile), requestsPerSecond));
    }

    private Optional<TlsFiles> tls() {
        if ((tlsCert == null) != (tlsKey == null)) {
            throw new ConfigException("--tls-cert and --tls-key come together: one of them is missing");
        }
        Optional<TlsFiles> tls = Optional.ofNullable(tlsCert).map(cert -> new TlsFiles(cert, tlsKey));
        tls.ifPresent(TlsFiles::check);
        return tls;
    }
}
