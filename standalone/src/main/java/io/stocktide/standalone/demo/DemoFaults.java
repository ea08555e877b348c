package io.stocktide.standalone.demo;

import io.stocktide.simulator.Simulator;
import io.stocktide.simulator.http.FaultPlan;
import io.stocktide.simulator.http.Faults.Kind;
import java.util.List;
import java.util.Map;

/** What goes wrong with Shopify during a demo. */
final class DemoFaults {
    private final Simulator simulator;
    private final FaultPlan plan;

    DemoFaults(Simulator simulator, FaultPlan plan) {
        this.simulator = simulator;
        this.plan = plan;
    }

    boolean any() {
        return !plan.shares().isEmpty();
    }

    /** Each kind strikes once, dealt out over the shops, and then by chance: no seed leaves one out. */
    void begin() {
        simulator.faults().plan(plan);
        List<String> shops = simulator.config().shops().domains();
        int dealt = (int) Math.floorMod(plan.seed(), (long) shops.size());
        for (Kind kind : plan.shares().keySet()) {
            simulator.injectFault(shops.get(dealt++ % shops.size()), kind, 1);
        }
    }

    void end() {
        simulator.faults().clear();
    }

    Map<Kind, Long> struck() {
        return simulator.faults().struck();
    }
}
