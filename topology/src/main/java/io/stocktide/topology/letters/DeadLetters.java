package io.stocktide.topology.letters;

import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Redrive;
import io.stocktide.topology.topics.PartitionReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/** Looks at dead letters and at what was done about them. Not for several threads at once. */
public final class DeadLetters {
    /** What one page looks through at most, so that a filter which lets little through ends in time. */
    static final int MAX_SCANNED = 20_000;

    /** A line may wait a day for its SKU before it dies anew, so a letter's redrives begin before it. */
    private static final Duration BEFORE_DEATH = Duration.ofDays(2);

    private static final String TOPIC = Topics.DEAD_LETTERS.name();

    private final PartitionReader reader;

    public DeadLetters(PartitionReader reader) {
        this.reader = reader;
    }

    /** Some letters of a partition, oldest first; {@code next} is where to go on, empty at the end. */
    record Page(List<ListedDeadLetter> letters, OptionalLong next) {}

    private record Dead(LetterId id, DeadLetter letter, long recordMillis) {}

    int partitions() {
        return reader.partitions(TOPIC);
    }

    int partitionOf(String shop) {
        return ShopPartitioner.partitionOfShop(shop, partitions());
    }

    long end(int partition) {
        return reader.end(new TopicPartition(TOPIC, partition));
    }

    /** What matches from an offset on and before {@code end}, at most so many. */
    Page page(int partition, LetterFilter filter, long from, long end, int limit) {
        TopicPartition dead = new TopicPartition(TOPIC, partition);
        long first = Math.max(from, reader.beginning(dead));
        if (filter.since() != null) {
            first = Math.max(first, reader.offsetAt(dead, earlier(filter.since())));
        }
        List<Dead> found = new ArrayList<>();
        int[] scanned = {0};
        long last = Math.min(end, reader.end(dead));
        long next = first >= last
                ? last
                : reader.read(dead, first, last, record -> {
                    read(record).filter(each -> filter.matches(each.letter())).ifPresent(found::add);
                    return found.size() < limit && ++scanned[0] < MAX_SCANNED;
                });
        return new Page(listed(found), next < last ? OptionalLong.of(next) : OptionalLong.empty());
    }

    /** The letter, whether or not its shop is known; empty where there is none. */
    public Optional<ListedDeadLetter> find(LetterId id) {
        return reader.at(new TopicPartition(TOPIC, id.partition()), id.offset())
                .flatMap(DeadLetters::read)
                .map(dead -> listed(List.of(dead)).get(0));
    }

    private List<ListedDeadLetter> listed(List<Dead> found) {
        Map<Integer, List<Redrive>> perPartition = new HashMap<>();
        List<ListedDeadLetter> listed = new ArrayList<>();
        for (Dead dead : found) {
            int partition =
                    ShopPartitioner.partitionOfShop(shopOf(dead.letter()), reader.partitions(Topics.REDRIVES.name()));
            List<Redrive> all = perPartition.computeIfAbsent(partition, of -> redrives(of, earliest(found)));
            listed.add(listed(dead, all));
        }
        return listed;
    }

    private static ListedDeadLetter listed(Dead dead, List<Redrive> all) {
        String id = dead.id().toString();
        List<Redrive> own =
                all.stream().filter(each -> each.deadLetterId().equals(id)).toList();
        return new ListedDeadLetter(id, withAttempts(dead.letter(), all), null, own);
    }

    /** A line bears no header that would count its tries through the topology, but its key names the letter before. */
    private static DeadLetter withAttempts(DeadLetter letter, List<Redrive> all) {
        String before = redrivenFor(letter);
        int attempts = all.stream()
                .filter(each -> each.deadLetterId().equals(before))
                .mapToInt(Redrive::attempt)
                .max()
                .orElse(letter.attempts());
        return new DeadLetter(
                letter.shop(),
                letter.cause(),
                letter.message(),
                letter.origin(),
                Math.max(attempts, letter.attempts()),
                letter.detail(),
                letter.diedAt());
    }

    private static String redrivenFor(DeadLetter letter) {
        String key = letter.shop() == null || letter.origin().key() == null
                ? ""
                : letter.origin().key();
        String prefix = Keys.redrive(letter.shop() == null ? "" : letter.shop(), "");
        return key.startsWith(prefix) ? key.substring(prefix.length()) : "";
    }

    /** Stream time and clocks differ by little; what is too early is left out later. */
    private static Instant earlier(Instant since) {
        return since.isAfter(Instant.EPOCH) ? since.minus(Duration.ofHours(1)) : Instant.EPOCH;
    }

    private List<Redrive> redrives(int partition, Instant since) {
        TopicPartition redrives = new TopicPartition(Topics.REDRIVES.name(), partition);
        List<Redrive> all = new ArrayList<>();
        long from = Math.max(reader.beginning(redrives), reader.offsetAt(redrives, since));
        reader.read(redrives, from, reader.end(redrives), record -> {
            all.add(Topics.REDRIVES.valueSerde().deserializer().deserialize(record.topic(), record.value()));
            return true;
        });
        return all;
    }

    private static Instant earliest(List<Dead> found) {
        long millis = found.stream().mapToLong(Dead::recordMillis).min().orElse(0);
        return Instant.ofEpochMilli(Math.max(0, millis - BEFORE_DEATH.toMillis()));
    }

    /** Empty where a stranger wrote something else. */
    private static Optional<Dead> read(ConsumerRecord<String, byte[]> record) {
        try {
            DeadLetter letter =
                    Topics.DEAD_LETTERS.valueSerde().deserializer().deserialize(record.topic(), record.value());
            LetterId id = new LetterId(record.partition(), record.offset());
            return isWhole(letter) ? Optional.of(new Dead(id, letter, record.timestamp())) : Optional.empty();
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(DeadLetter letter) {
        return letter != null
                && letter.origin() != null
                && letter.origin().topic() != null
                && letter.cause() != null
                && letter.diedAt() != null;
    }

    /** As the keys of letters without a shop begin. */
    static String shopOf(DeadLetter letter) {
        return letter.shop() == null ? "unknown" : letter.shop();
    }
}
