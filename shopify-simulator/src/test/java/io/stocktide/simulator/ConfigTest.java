package io.stocktide.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.simulator.config.SimulatorConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigTest {
    @Test
    void aSettingOutOfBoundsIsNamed() {
        assertThatThrownBy(() -> SimulatorConfig.builder().cancelShare(1.5).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cancelShare must be between 0 and 1, was 1.5");
        assertThatThrownBy(() -> SimulatorConfig.builder().skus(0).build()).hasMessageContaining("skus");
        assertThatThrownBy(() -> SimulatorConfig.builder()
                        .domains(List.of("a.myshopify.com", "a.myshopify.com"))
                        .build())
                .hasMessageContaining("must differ");
    }

    @Test
    void tokensDifferByShopAndBySeedAndStayTheSameForBoth() {
        SimulatorConfig config = SimulatorConfig.builder().seed(3).build();

        assertThat(config.adminToken("a"))
                .startsWith("shpat_")
                .isEqualTo(SimulatorConfig.builder().seed(3).build().adminToken("a"))
                .isNotEqualTo(config.adminToken("b"))
                .isNotEqualTo(SimulatorConfig.builder().seed(4).build().adminToken("a"));
    }
}
