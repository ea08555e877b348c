package io.stocktide.standalone.verify;

import io.stocktide.schemas.rest.VerifyReport;
import io.stocktide.schemas.rest.VerifyReport.Fault;
import io.stocktide.schemas.rest.VerifyReport.Kind;
import io.stocktide.schemas.topic.Topics;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Holds the topics against each other, one partition number after the other, so that no more than the ids of one are
 * in memory.
 */
public final class Verification {
    private record Named(Kind kind, String key) {}

    private final VerifySettings settings;
    private final TopicScan scan;
    private final Progress progress;
    private final Findings findings;

    Verification(VerifySettings settings, TopicScan scan, Progress progress) {
        this.settings = settings;
        this.scan = scan;
        this.progress = progress;
        this.findings = new Findings(settings.limit());
    }

    /**
     * Reads all there is now; throws {@link io.stocktide.service.shops.ConfigException} where topics are missing.
     *
     * @param now batches in flight are told of by their age at this time
     * @param say is told how far it is
     */
    public static VerifyReport run(VerifySettings settings, Instant now, Consumer<String> say) {
        try (Cluster cluster = new Cluster(settings.kafka());
                TopicScan scan = TopicScan.of(settings.kafka())) {
            List<PartitionPlan> plans = new Planning(settings, cluster).plans();
            long total = plans.stream().mapToLong(PartitionPlan::length).sum();
            Verification verification = new Verification(settings, scan, new Progress(say, total));
            plans.forEach(plan -> verification.verify(plan, now));
            return verification.report();
        }
    }

    VerifyReport report() {
        return findings.report();
    }

    void verify(PartitionPlan plan, Instant now) {
        LedgerCheck ledger = new LedgerCheck(plan.ledgerIsCut());
        verify(plan, ledger);
        findings.add(ledger);
        CauseCheck causes = new CauseCheck(settings.since(), firstOffsets(plan));
        verify(plan, causes);
        findings.add(causes, now.minus(settings.inFlight()));
        VerdictCheck verdicts = new VerdictCheck(settings.changelog(), plan.webhooksSinceMillis());
        verify(plan, verdicts);
        findings.add(verdicts, plan.webhooksWaiting());
    }

    private static Map<String, Long> firstOffsets(PartitionPlan plan) {
        return Map.of(
                Topics.CHANNEL_EVENTS.name(), plan.firstOffset(Topics.CHANNEL_EVENTS.name()),
                Topics.REPLIES.name(), plan.firstOffset(Topics.REPLIES.name()));
    }

    private void verify(PartitionPlan plan, Check check) {
        for (String topic : check.topics()) {
            scan.read(plan.span(topic), record -> give(record, check), progress::advanced);
        }
        findings.add(settled(plan, check));
    }

    /** The faults that do not go away while the topics are read on. */
    private List<Fault> settled(PartitionPlan plan, Check check) {
        List<Fault> faults = check.faults();
        if (faults.stream().allMatch(fault -> fault.kind() == Kind.LEDGER_CHAIN)) {
            return faults;
        }
        Set<Named> suspects = names(faults);
        scan.readOn(
                plan.spans(check.topicsThatSettle()),
                record -> give(record, check),
                () -> {
                    suspects.retainAll(names(check.faults()));
                    return suspects.isEmpty();
                },
                settings.patience());
        return check.faults().stream()
                .filter(fault -> suspects.contains(new Named(fault.kind(), fault.key())))
                .toList();
    }

    private static Set<Named> names(List<Fault> faults) {
        return faults.stream()
                .map(fault -> new Named(fault.kind(), fault.key()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void give(ConsumerRecord<byte[], byte[]> record, Check check) {
        if (!settings.covers(Records.key(record))) {
            return;
        }
        try {
            check.accept(record);
        } catch (SerializationException | IllegalArgumentException e) {
            String place = record.topic() + '-' + record.partition() + '@' + record.offset();
            findings.add(new Fault(Kind.UNREADABLE, Records.key(record), place + ": " + e.getMessage()));
        }
    }
}
