package io.stocktide.topology.state;

import io.stocktide.topology.stock.Item;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * Drops all that is kept of a shop, a bounded number of keys at a time, since a shop may have millions. A mark in the
 * store says how far it has come, so that a restart goes on from there. It is through when a whole pass finds nothing:
 * what is added meanwhile goes too.
 */
public final class ShopErasure {
    /** Marks lie behind the agenda, replays and audits, and before every shop. */
    private static final byte MARK = 3;

    private enum Part {
        STATE,
        HISTORY,
        AGENDA
    }

    /** Where the next step begins; {@code found} tells whether this pass has found anything. */
    private record Mark(Part part, byte[] from, boolean found) {}

    private final String shop;
    private final StateKeys keys;
    private final BufferedStore shopStore;
    private final BufferedStore historyStore;

    private ShopErasure(String shop, BufferedStore shopStore, BufferedStore historyStore) {
        this.shop = shop;
        this.keys = new StateKeys(shop);
        this.shopStore = shopStore;
        this.historyStore = historyStore;
    }

    static void begin(String shop, BufferedStore shopStore) {
        shopStore.put(
                markKey(shop),
                StateCodec.write(
                        new Mark(Part.STATE, new StateKeys(shop).first().get(), false)));
    }

    /** One that has begun and is not through, if any. */
    public static Optional<ShopErasure> underWay(BufferedStore shopStore, BufferedStore historyStore) {
        return shopStore.range(Bytes.wrap(new byte[] {MARK}), Bytes.wrap(new byte[] {MARK + 1}), 1).stream()
                .map(mark -> new ShopErasure(shopOf(mark.key), shopStore, historyStore))
                .findFirst();
    }

    public String shop() {
        return shop;
    }

    /**
     * Drops some, and moves the mark on.
     *
     * @param limit how many keys are read, and levels told of, at most; but one item's levels are told of together
     * @param unstock told of each level of each item that is dropped
     * @return whether the shop is erased
     */
    public boolean step(int limit, ObjLongConsumer<Item> unstock) {
        Mark mark = StateCodec.read(shopStore.get(markKey(shop)), Mark.class);
        Part part = mark.part();
        List<KeyValue<Bytes, byte[]>> entries = store(part).range(Bytes.wrap(mark.from()), last(part), limit);
        boolean found = mark.found();
        int levels = 0;
        for (KeyValue<Bytes, byte[]> entry : entries) {
            if (levels >= limit) {
                return put(new Mark(part, entry.key.get(), found));
            }
            if (isOfShop(part, entry.key)) {
                levels += part == Part.STATE && keys.isItem(entry.key) ? unstock(entry, unstock) : 0;
                store(part).delete(entry.key);
                found = true;
            }
        }
        return entries.size() < limit ? putNext(part, found) : put(new Mark(part, behind(entries), found));
    }

    private static int unstock(KeyValue<Bytes, byte[]> entry, ObjLongConsumer<Item> unstock) {
        Item item = StateCodec.read(entry.value, Item.class);
        item.levels().keySet().forEach(locationId -> unstock.accept(item, locationId));
        return item.levels().size();
    }

    private boolean putNext(Part done, boolean found) {
        switch (done) {
            case STATE:
                return put(new Mark(Part.HISTORY, keys.first().get(), found));
            case HISTORY:
                return put(new Mark(Part.AGENDA, AgendaKey.first().get(), found));
            default:
                if (found) {
                    return put(new Mark(Part.STATE, keys.first().get(), false));
                }
                shopStore.delete(markKey(shop));
                return true;
        }
    }

    private boolean put(Mark mark) {
        shopStore.put(markKey(shop), StateCodec.write(mark));
        return false;
    }

    private BufferedStore store(Part part) {
        return part == Part.HISTORY ? historyStore : shopStore;
    }

    private Bytes last(Part part) {
        return part == Part.AGENDA ? AgendaKey.last() : keys.last();
    }

    /** The agenda is one over all shops of the partition. */
    private boolean isOfShop(Part part, Bytes key) {
        return part != Part.AGENDA || AgendaKey.of(key).shop().equals(shop);
    }

    private static byte[] behind(List<KeyValue<Bytes, byte[]>> entries) {
        byte[] last = entries.get(entries.size() - 1).key.get();
        return Arrays.copyOf(last, last.length + 1);
    }

    private static Bytes markKey(String shop) {
        byte[] name = shop.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[name.length + 1];
        key[0] = MARK;
        System.arraycopy(name, 0, key, 1, name.length);
        return Bytes.wrap(key);
    }

    private static String shopOf(Bytes markKey) {
        return new String(markKey.get(), 1, markKey.get().length - 1, StandardCharsets.UTF_8);
    }
}
