package io.stocktide.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.stocktide");

    @ParameterizedTest
    @CsvSource({
        "ingest, topology",
        "ingest, sink",
        "topology, ingest",
        "topology, sink",
        "sink, ingest",
        "sink, topology"
    })
    void no_service_imports_another(String service, String other) {
        noClasses()
                .that()
                .resideInAPackage("io.stocktide." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.stocktide." + other + "..")
                .check(CODE);
    }

    @Test
    void the_simulator_imports_nothing_of_ours_so_that_it_can_be_the_oracle() {
        noClasses()
                .that()
                .resideInAPackage("io.stocktide.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.stocktide.schemas..",
                        "io.stocktide.service..",
                        "io.stocktide.ingest..",
                        "io.stocktide.topology..",
                        "io.stocktide.sink..",
                        "io.stocktide.standalone..")
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "topology", "sink", "simulator", "service", "schemas"})
    void nothing_imports_the_command_but_itself(String module) {
        noClasses()
                .that()
                .resideInAPackage("io.stocktide." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.stocktide.standalone..")
                .check(CODE);
    }

    @Test
    void the_contract_knows_no_service() {
        classes()
                .that()
                .resideInAPackage("io.stocktide.schemas..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.stocktide.service..",
                        "io.stocktide.ingest..",
                        "io.stocktide.topology..",
                        "io.stocktide.sink..",
                        "io.javalin..",
                        "org.apache.kafka.streams..")
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "stock", "orders", "outbox", "questions", "facts", "engine", "webhooks"})
    void the_domain_knows_no_kafka_and_no_http(String domain) {
        noClasses()
                .that()
                .resideInAPackage("io.stocktide.topology." + domain + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.javalin..", "io.micrometer..", "org.rocksdb..")
                .check(CODE);
    }

    @Test
    void only_the_embedded_broker_knows_kafkas_server() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.stocktide.standalone.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("kafka..")
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas", "service", "ingest", "topology", "sink", "simulator", "standalone"})
    void packages_of_a_module_form_no_circle(String module) {
        slices().matching("io.stocktide." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                // A module of one package has no slices.
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void services_say_what_they_have_to_say_through_the_log() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.stocktide.standalone..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CODE);
    }
}
