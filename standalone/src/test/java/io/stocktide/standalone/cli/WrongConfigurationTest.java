package io.stocktide.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.standalone.run.GeneratedShops;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line that says what to mend, and exit code 2; nothing is started. */
class WrongConfigurationTest {
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    Path dir;

    private String shops;

    @BeforeEach
    void shops() {
        Path file = dir.resolve("shops.json");
        GeneratedShops.ensure(file, 1);
        shops = file.toString();
    }

    private static void isRefused(Cli call, String... saying) {
        assertThat(call.errors())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("stocktide: ").contains(saying));
        assertThat(call.exitCode()).isEqualTo(2);
    }

    private static Cli run(String... args) {
        return Cli.run(Map.of(), args);
    }

    @ParameterizedTest
    @CsvSource({"ingest, --bootstrap-servers", "topology, --bootstrap-servers", "sync-sink, --bootstrap-servers"})
    void a_required_option_that_is_missing_is_named(String role, String option) {
        isRefused(run(role, "--shops-file", shops), option, "--help");
    }

    @Test
    void a_role_without_a_shops_file_says_so() {
        isRefused(run("ingest", "--bootstrap-servers", NOBODY), "--shops-file");
    }

    @Test
    void an_option_and_a_command_that_do_not_exist_are_named() {
        isRefused(run("ingest", "--bootstrap-server", NOBODY, "--shops-file", shops), "--bootstrap-server");
        isRefused(run("digest"), "digest");
    }

    @Test
    void no_command_is_no_usage() {
        isRefused(run(), "command");
    }

    @ParameterizedTest
    @CsvSource({"ingest", "topology", "sync-sink"})
    void a_shops_file_that_cannot_be_read_is_named(String role) {
        String missing = dir.resolve("nowhere.json").toString();

        isRefused(run(role, "--bootstrap-servers", NOBODY, "--shops-file", missing), missing);
    }

    @ParameterizedTest
    @CsvSource({"ingest", "topology", "sync-sink"})
    void a_shops_file_that_is_no_json_is_named(String role) throws Exception {
        Path file = Files.writeString(dir.resolve("bad.json"), "shops: [a]\n");

        isRefused(run(role, "--bootstrap-servers", NOBODY, "--shops-file", file.toString()), "bad.json", "line 1");
    }

    @Test
    void a_shops_file_without_shops_is_named() throws Exception {
        Path file = Files.writeString(dir.resolve("none.json"), "{\"shops\": []}");

        isRefused(run("ingest", "--bootstrap-servers", NOBODY, "--shops-file", file.toString()), "names no shop");
    }

    @ParameterizedTest
    @CsvSource({"80a", "70000", "-1"})
    void a_port_that_is_none_is_named(String port) {
        isRefused(run("ingest", "--bootstrap-servers", NOBODY, "--shops-file", shops, "--port", port), port);
    }

    @ParameterizedTest
    @CsvSource({"ingest, 1001", "topology, 1001", "sync-sink, -1"})
    void more_shops_with_labels_than_may_be_are_refused(String role, String shopsTold) {
        isRefused(
                run(role, "--bootstrap-servers", NOBODY, "--shops-file", shops, "--metrics-shops", shopsTold),
                "--metrics-shops",
                "0 to 1000");
    }

    @Test
    void a_port_that_is_none_is_named_where_it_came_by_environment() {
        isRefused(
                Cli.run(
                        Map.of("STOCKTIDE_PORT", "http"),
                        "ingest",
                        "--bootstrap-servers",
                        NOBODY,
                        "--shops-file",
                        shops),
                "--port",
                "http");
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            isRefused(
                    run(
                            "ingest",
                            "--bootstrap-servers",
                            NOBODY,
                            "--shops-file",
                            shops,
                            "--host",
                            "127.0.0.1",
                            "--port",
                            port),
                    port);
            isRefused(run("up", "--data-dir", dir.resolve("data").toString(), "--broker-port", port), port);
        }
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "host:port", "''"})
    void brokers_that_are_none_are_named(String servers) {
        isRefused(run("ingest", "--bootstrap-servers", servers, "--shops-file", shops), "bootstrap.servers");
        isRefused(run("topics", "check", "--bootstrap-servers", servers), "bootstrap.servers");
    }

    @Test
    void a_property_of_kafka_that_does_not_fit_is_named() {
        isRefused(
                run("topics", "check", "--bootstrap-servers", NOBODY, "--kafka", "security.protocol=NONE"),
                "security.protocol");
        isRefused(run("topics", "check", "--bootstrap-servers", NOBODY, "--kafka-file", "/nowhere"), "/nowhere");
    }

    @Test
    void verify_reads_a_cluster_or_a_data_directory_and_not_both_or_none() {
        String data = dir.toString();

        isRefused(run("verify"), "--bootstrap-servers", "--data-dir");
        isRefused(run("verify", "--bootstrap-servers", NOBODY, "--data-dir", data), "either");
        isRefused(run("verify", "--data-dir", data), data, "no data of");
        isRefused(run("verify", "--bootstrap-servers", "nonsense"), "bootstrap.servers");
    }

    @Test
    void of_what_verify_may_read_the_command_line_wins_over_the_environment() {
        Map<String, String> environment = Map.of("STOCKTIDE_BOOTSTRAP_SERVERS", NOBODY);

        isRefused(Cli.run(environment, "verify", "--data-dir", dir.toString()), dir.toString(), "no data of");
    }

    @ParameterizedTest
    @CsvSource({
        "--timeout-seconds, -1",
        "--in-flight-minutes, -1",
        "--limit, -1",
        "--limit, some",
        "--since, yesterday",
        "--application-id, ''",
        "--broker-port, x"
    })
    void a_verification_of_nonsense_is_refused(String option, String value) {
        isRefused(run("verify", "--bootstrap-servers", NOBODY, option, value), option);
    }

    @Test
    void a_redrive_is_of_letters_that_are_named_or_of_all_and_not_of_both_or_none() {
        String[] redrive = {"dead-letters", "redrive", "--bootstrap-servers", NOBODY};

        isRefused(run(redrive), "--all");
        isRefused(run("dead-letters", "redrive", "--bootstrap-servers", NOBODY, "0-1", "--all"), "--all");
        isRefused(run("dead-letters", "redrive", "--bootstrap-servers", NOBODY, "0-1", "one"), "'one'", "3-1042");
    }

    @ParameterizedTest
    @CsvSource({"list, --limit, 0", "list, --since, yesterday", "redrive, --limit, -1", "redrive, --until, soon"})
    void a_filter_of_dead_letters_that_is_none_is_named(String command, String option, String value) {
        isRefused(run("dead-letters", command, "--bootstrap-servers", NOBODY, option, value), option);
    }

    @Test
    void dead_letters_that_cannot_be_read_or_are_not_named_are_refused() {
        isRefused(run("dead-letters", "show", "--bootstrap-servers", NOBODY), "3-1042");
        isRefused(run("dead-letters", "show", "--bootstrap-servers", NOBODY, "1-x"), "'1-x'");
        isRefused(run("dead-letters", "list", "--bootstrap-servers", "nonsense"), "bootstrap.servers");
        isRefused(run("dead-letters", "show", "--bootstrap-servers", NOBODY, "0-1"), "");
    }

    @ParameterizedTest
    @CsvSource({"--orders, 0", "--shops, 0", "--skus, 1", "--orders-per-second, -1", "--channel-sales, -1"})
    void a_demo_of_nothing_is_refused(String option, String value) {
        isRefused(run("demo", option, value), "");
    }

    @ParameterizedTest
    @CsvSource({"demo, flood, flood", "demo, hang=2, HANG", "simulator, hang=much, much"})
    void a_fault_that_shopify_does_not_have_is_named(String command, String faults, String named) {
        Cli call = command.equals("simulator")
                ? run(command, "--shops-file", shops, "--faults", faults)
                : run(command, "--faults", faults);
        isRefused(call, "--faults");
        assertThat(call.errors().get(0)).containsIgnoringCase(named);
    }

    @ParameterizedTest
    @CsvSource({"ingest", "topology", "sync-sink"})
    void a_certificate_that_cannot_be_read_is_named(String role) {
        String[] tls = {"--tls-cert", "/nowhere.pem", "--tls-key", "/nowhere.key", "--port", "0"};
        String[] call = {role, "--bootstrap-servers", NOBODY, "--shops-file", shops};

        isRefused(run(with(call, tls)), "/nowhere.pem");
    }

    @Test
    void a_token_is_of_shops_that_are_named_or_of_all_and_its_name_stands_once() {
        String file = dir.resolve("tokens.json").toString();
        String[] create = {"tokens", "create", "--tokens-file", file, "--role", "read", "--name"};

        isRefused(run(with(create, "pos-1")), "--all-shops");
        isRefused(run(with(create, "pos-1", "--all-shops", "--shop", "a.myshopify.com")), "--all-shops");
        isRefused(run(with(create, "pos-1", "--shop", "a*")), "'a*'");
        isRefused(run(with(create, "pos 1", "--all-shops")), "name");
        assertThat(run(with(create, "pos-1", "--all-shops")).exitCode()).isZero();
        isRefused(run(with(create, "pos-1", "--all-shops")), "pos-1");
        isRefused(run("tokens", "revoke", "--tokens-file", file, "--name", "pos-2"), "pos-2");
        isRefused(run("tokens", "list", "--tokens-file", dir.resolve("none").toString()), "none");
    }

    private static String[] with(String[] call, String... more) {
        return Stream.of(call, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, --ack-timeout-millis, 0",
        "ingest, --max-body-bytes, 0",
        "ingest, --buffer-bytes, -1",
        "ingest, --stop-grace-seconds, -1",
        "ingest, --requests-per-second, 0",
        "ingest, --tokens-file, /nowhere/tokens.json",
        "ingest, --cors-origin, pos.example.com",
        "ingest, --tls-key, key-without-certificate.pem",
        "topology, --tls-cert, certificate-without-key.pem",
        "topology, --tokens-file, /nowhere/tokens.json",
        "sync-sink, --tokens-file, /nowhere/tokens.json",
        "topology, --settling-seconds, 0",
        "topology, --ledger-rows-per-item, 0",
        "topology, --threads, 0",
        "topology, --standbys, -1",
        "topology, --rocksdb-bytes, -1",
        "topology, --drain-seconds, -1",
        "topology, --on-stop, wait",
        "topology, --hop-key-file, /no/such/file",
        "sync-sink, --call-timeout-millis, 0",
        "sync-sink, --shopify-url, not-a-url"
    })
    void a_figure_out_of_range_is_refused(String role, String option, String value) {
        isRefused(run(role, "--bootstrap-servers", NOBODY, "--shops-file", shops, "--port", "0", option, value), "");
    }
}
