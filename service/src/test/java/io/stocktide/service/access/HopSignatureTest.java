package io.stocktide.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HopSignatureTest {
    private static final long NOW_MILLIS = 1_790_000_000_000L;
    private static final String PATH = "/v1/shops/a.myshopify.com/stock?limit=2";
    private static final byte[] BODY = "{\"skus\":[\"A\"]}".getBytes(UTF_8);

    private final HopSignature signature = new HopSignature(key(32, 1));

    @ParameterizedTest
    @CsvSource({"0, true", "30000, true", "-30000, true", "30001, false", "-30001, false"})
    void a_signature_is_good_for_thirty_seconds_either_way(long laterMillis, boolean good) {
        String header = signature.sign("POST", PATH, BODY, NOW_MILLIS);

        assertThat(signature.verify(header, "POST", PATH, BODY, NOW_MILLIS + laterMillis))
                .isEqualTo(good);
    }

    @Test
    void it_is_good_for_the_request_it_was_made_for_and_no_other() {
        String header = signature.sign("POST", PATH, BODY, NOW_MILLIS);

        assertThat(verify(header, "GET", PATH, BODY)).isFalse();
        assertThat(verify(header, "POST", PATH.replace("a.my", "b.my"), BODY)).isFalse();
        assertThat(verify(header, "POST", PATH.replace("=2", "=3"), BODY)).isFalse();
        assertThat(verify(header, "POST", PATH, "{}".getBytes(UTF_8))).isFalse();
        assertThat(verify(header, "POST", PATH, new byte[0])).isFalse();
        assertThat(verify(header, "POST", PATH, BODY)).isTrue();
    }

    @Test
    void its_time_cannot_be_put_off() {
        String header = signature.sign("GET", PATH, BODY, NOW_MILLIS);

        assertThat(verify(header.replace("t=" + NOW_MILLIS, "t=" + (NOW_MILLIS + 1)), "GET", PATH, BODY))
                .isFalse();
    }

    @Test
    void who_has_another_key_signs_nothing_that_counts() {
        HopSignature other = new HopSignature(key(32, 2));

        assertThat(verify(other.sign("GET", PATH, BODY, NOW_MILLIS), "GET", PATH, BODY))
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "t=,v1=", "t=99999999999999999999,v1=x", "v1=x", "Bearer x"})
    void what_is_no_signature_is_refused(String header) {
        assertThat(verify(header, "GET", PATH, BODY)).isFalse();
    }

    /** The 43rd character of 32 bytes in base64 has two bits that say nothing. */
    @Test
    void another_spelling_of_the_same_signature_is_refused() {
        String header = signature.sign("GET", PATH, BODY, NOW_MILLIS);
        char last = header.charAt(header.length() - 1);

        assertThat("AEIMQUYcgkosw048".indexOf(last)).isNotNegative();
        assertThat(verify(header.substring(0, header.length() - 1) + (char) (last + 1), "GET", PATH, BODY))
                .isFalse();
    }

    @Test
    void a_key_file_holds_thirty_two_bytes_or_more_and_all_of_them_count(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("hop.key"), key(33, '\n'));

        String header = HopSignature.read(file).sign("GET", PATH, BODY, NOW_MILLIS);

        assertThat(new HopSignature(key(33, '\n')).verify(header, "GET", PATH, BODY, NOW_MILLIS))
                .isTrue();
        assertThat(new HopSignature(key(32, '\n')).verify(header, "GET", PATH, BODY, NOW_MILLIS))
                .isFalse();
    }

    @Test
    void a_key_file_that_is_none_is_one_clear_line(@TempDir Path directory) throws Exception {
        Path shortOne = Files.write(directory.resolve("short.key"), key(31, 1));
        Path longOne = Files.write(directory.resolve("long.key"), key(5000, 1));

        assertThatCode(() -> new HopSignature(key(32, 1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> HopSignature.read(shortOne))
                .isInstanceOf(ConfigException.class)
                .hasMessage("the key file " + shortOne + " has 31 bytes, and at least 32 random ones are needed");
        assertThatThrownBy(() -> HopSignature.read(longOne))
                .isInstanceOf(ConfigException.class)
                .hasMessage("the key file " + longOne + " has more than 4096 bytes");
        assertThatThrownBy(() -> HopSignature.read(directory.resolve("none.key")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("cannot read the key file " + directory.resolve("none.key"));
    }

    private boolean verify(String header, String method, String path, byte[] body) {
        return signature.verify(header, method, path, body, NOW_MILLIS);
    }

    private static byte[] key(int bytes, int of) {
        byte[] key = new byte[bytes];
        Arrays.fill(key, (byte) of);
        return key;
    }
}
