package io.stocktide.topology.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the store {@code shop-state}: the shop, a slash, a letter for the kind, and big-endian ids, so that a scan
 * of one kind is a range and gives the order of the ids. A shop's name holds no slash, so no shop's range holds
 * another's. Ids are never negative.
 */
public final class StateKeys {
    /**
     * What a key of a shop says.
     *
     * @param kind the letter
     */
    public record Parts(String shop, char kind, Bytes key) {
        /** The key's last id. */
        public long id() {
            return lastId(key);
        }

        public boolean isItem() {
            return kind == 'i';
        }
    }

    private static final byte FIRST_OF_SHOPS = ' ';

    private final byte[] shop;

    public StateKeys(String shop) {
        this.shop = (shop + '/').getBytes(StandardCharsets.UTF_8);
    }

    /** The shop and the item as {@link #item} has them, behind a byte that keeps it off the shop's own. */
    Bytes item(byte before, long itemId) {
        byte[] key = item(itemId).get();
        return Bytes.wrap(
                ByteBuffer.allocate(1 + key.length).put(before).put(key).array());
    }

    /** The first key of any shop; what comes before belongs to the partition as a whole. */
    public static Bytes firstOfShops() {
        return Bytes.wrap(new byte[] {FIRST_OF_SHOPS});
    }

    /** Takes a key of a shop apart. */
    public static Parts parts(Bytes key) {
        byte[] bytes = key.get();
        int slash = 0;
        while (bytes[slash] != '/') {
            slash++;
        }
        return new Parts(new String(bytes, 0, slash, StandardCharsets.UTF_8), (char) bytes[slash + 1], key);
    }

    public Bytes item(long itemId) {
        return key('i', itemId);
    }

    /** Every item begins with this. */
    public Bytes items() {
        return key('i');
    }

    public Bytes order(long orderId) {
        return key('o', orderId);
    }

    Bytes variant(long variantId) {
        return key('v', variantId);
    }

    Bytes awaiting(long variantId, long orderId) {
        return key('w', variantId, orderId);
    }

    Bytes awaiting(long variantId) {
        return key('w', variantId);
    }

    Bytes question(long variantId) {
        return key('u', variantId);
    }

    Bytes delta(boolean lowers, long itemId, long locationId) {
        return key(lowers ? 'a' : 'b', itemId, locationId);
    }

    Bytes deltas(boolean lowering) {
        return key(lowering ? 'a' : 'b');
    }

    Bytes count(boolean lowers, long itemId, long locationId) {
        return key(lowers ? 'c' : 'e', itemId, locationId);
    }

    Bytes counts(boolean lowering) {
        return key(lowering ? 'c' : 'e');
    }

    public Bytes reservation(UUID id) {
        return key('r', id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    Bytes reservations(long mostSignificantBits) {
        return key('r', mostSignificantBits);
    }

    Bytes deferred(long offset) {
        return key('d', offset);
    }

    Bytes deferred() {
        return key('d');
    }

    Bytes closing(long locationId) {
        return key('l', locationId);
    }

    Bytes flight() {
        return key('f');
    }

    public Bytes sku(String sku) {
        return named('s', sku);
    }

    public Bytes sku(String sku, long itemId) {
        return withId(sku(sku), itemId);
    }

    /** A name ends with a zero byte, which no SKU holds, so that one is no prefix of another. */
    private Bytes named(char kind, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(start(kind, bytes.length + 1).put(bytes).put((byte) 0).array());
    }

    private static Bytes withId(Bytes prefix, long id) {
        byte[] bytes = prefix.get();
        return Bytes.wrap(ByteBuffer.allocate(bytes.length + Long.BYTES)
                .put(bytes)
                .putLong(id)
                .array());
    }

    Bytes parked(long id) {
        return key('p', id);
    }

    Bytes parked() {
        return key('p');
    }

    Bytes parkedFor(String sku, long id) {
        return withId(parkedFor(sku), id);
    }

    Bytes parkedFor(String sku) {
        return named('q', sku);
    }

    /** A row of an item's ledger in the store {@code history}. */
    public Bytes row(long itemId, long seq) {
        return key('h', itemId, seq);
    }

    public Bytes rows(long itemId) {
        return key('h', itemId);
    }

    /** Before every key of the shop. */
    Bytes first() {
        return Bytes.wrap(shop);
    }

    /** Behind every key of the shop, and before any of a shop whose name begins with this one's. */
    Bytes last() {
        byte[] behind = shop.clone();
        behind[behind.length - 1]++;
        return Bytes.wrap(behind);
    }

    /** Whether the key is one of the shop's items. */
    boolean isItem(Bytes key) {
        byte[] bytes = key.get();
        return bytes.length == shop.length + 1 + Long.BYTES && bytes[shop.length] == 'i';
    }

    private Bytes key(char kind, long... ids) {
        ByteBuffer key = start(kind, ids.length * Long.BYTES);
        for (long id : ids) {
            key.putLong(id);
        }
        return Bytes.wrap(key.array());
    }

    private ByteBuffer start(char kind, int rest) {
        return ByteBuffer.allocate(shop.length + 1 + rest).put(shop).put((byte) kind);
    }

    /** The last id in a key. */
    public static long lastId(Bytes key) {
        byte[] bytes = key.get();
        return ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES);
    }

    /** The id before the last. */
    static long idBeforeLast(Bytes key) {
        byte[] bytes = key.get();
        return ByteBuffer.wrap(bytes).getLong(bytes.length - 2 * Long.BYTES);
    }
}
