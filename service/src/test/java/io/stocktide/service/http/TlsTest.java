package io.stocktide.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stocktide.service.shops.ConfigException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
    @TempDir
    Path directory;

    private static TestServer server(TlsFiles files) {
        return new TestServer(TestServer.ANY_PORT.withTls(files), routes -> {});
    }

    private static HttpResponse<String> get(TestServer server, SSLContext trust, String protocol) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trust)
                .sslParameters(new SSLParameters(null, new String[] {protocol}))
                .build();
        URI health = URI.create("https://127.0.0.1:" + server.http().port() + "/livez");
        return client.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"RSA, TLSv1.2", "RSA, TLSv1.3", "EC, TLSv1.2", "EC, TLSv1.3"})
    void it_answers_by_tls_with_the_certificate_and_key_of_pem_files(String algorithm, String protocol)
            throws Exception {
        TlsFiles files = Certificates.make(directory, "one", algorithm);
        try (TestServer server = server(files)) {
            HttpResponse<String> answer = get(server, Certificates.trusting(files), protocol);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void files_that_change_are_taken_up_without_a_restart() throws Exception {
        TlsFiles files = Certificates.make(directory, "one", "EC");
        TlsFiles next = Certificates.make(directory, "two", "RSA");
        SSLContext trustsNext = Certificates.trusting(next);
        try (TestServer server = server(files)) {
            assertThatThrownBy(() -> get(server, trustsNext, "TLSv1.3")).isInstanceOf(SSLHandshakeException.class);

            Files.move(next.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(next.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);

            await().ignoreException(SSLHandshakeException.class)
                    .until(() -> get(server, trustsNext, "TLSv1.3").statusCode() == 200);
        }
    }

    @Test
    void files_that_do_not_fit_are_one_clear_line() throws Exception {
        TlsFiles one = Certificates.make(directory, "one", "EC");
        TlsFiles two = Certificates.make(directory, "two", "EC");
        TlsFiles rsa = Certificates.make(directory, "rsa", "RSA");
        Path none = directory.resolve("none");
        Path old = Certificates.pem(directory.resolve("old.key"), "RSA PRIVATE KEY", new byte[] {1});
        Path locked = Certificates.pem(directory.resolve("locked.key"), "ENCRYPTED PRIVATE KEY", new byte[] {1});
        Path broken = Certificates.pem(directory.resolve("broken.key"), "PRIVATE KEY", new byte[] {1});

        isRefused(new TlsFiles(none, one.key()), "cannot read the certificate file " + none);
        isRefused(new TlsFiles(one.certificate(), none), "cannot read the key file " + none);
        isRefused(new TlsFiles(one.key(), one.key()), "holds no certificate");
        isRefused(new TlsFiles(one.certificate(), one.certificate()), "holds no private key");
        isRefused(new TlsFiles(one.certificate(), old), "PKCS#8");
        isRefused(new TlsFiles(one.certificate(), locked), "password");
        for (Path key : List.of(two.key(), rsa.key(), broken)) {
            isRefused(new TlsFiles(one.certificate(), key), "is not that of the first certificate");
        }
    }

    private static void isRefused(TlsFiles files, String saying) {
        assertThatThrownBy(() -> server(files))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(saying)
                .hasMessageNotContaining("\n");
    }
}
