package io.stocktide.topology.reads;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.AsOf;
import io.stocktide.schemas.rest.ItemStock;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Items as JSON, kept but for when they are of, which each read fills in: to make them of the state anew is most of what
 * a read would cost, and of most reads there are many before the item changes.
 */
final class RenderedItems {
    private static final long MAX_BYTES = 16L * 1024 * 1024;
    /** What an entry takes beside its JSON, about. */
    private static final int ENTRY_BYTES = 300;

    /** Stands in for the real one; within JSON's strings its quotes would be escaped. */
    private static final AsOf GAP = new AsOf(-1, null, null, AsOf.Role.ACTIVE);

    private static final byte[] GAP_JSON = json(GAP);

    /** The tag is of the state alone, which does not name the shop. */
    private record Key(String shop, String tag) {}

    private final Map<Key, List<byte[]>> parts = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * The item's JSON.
     *
     * @param tag of its state
     * @param view the item as of some time; asked where it is not known
     */
    byte[] render(String shop, String tag, AsOf asOf, Function<AsOf, ItemStock> view) {
        Key key = new Key(shop, tag);
        List<byte[]> known = parts.get(key);
        if (known == null) {
            known = split(json(view.apply(GAP)));
            keep(key, known);
        }
        return join(known, json(asOf));
    }

    /** Begins anew when full: what is read often is soon there again. */
    private void keep(Key key, List<byte[]> rendered) {
        long size =
                ENTRY_BYTES + rendered.stream().mapToLong(part -> part.length).sum();
        if (bytes.addAndGet(size) > MAX_BYTES) {
            parts.clear();
            bytes.set(size);
        }
        parts.put(key, rendered);
    }

    private static List<byte[]> split(byte[] json) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at + GAP_JSON.length <= json.length; at++) {
            if (Arrays.equals(json, at, at + GAP_JSON.length, GAP_JSON, 0, GAP_JSON.length)) {
                parts.add(Arrays.copyOfRange(json, from, at));
                from = at + GAP_JSON.length;
                at = from - 1;
            }
        }
        parts.add(Arrays.copyOfRange(json, from, json.length));
        return parts;
    }

    private static byte[] join(List<byte[]> parts, byte[] gap) {
        int length = gap.length * (parts.size() - 1)
                + parts.stream().mapToInt(part -> part.length).sum();
        ByteArrayOutputStream joined = new ByteArrayOutputStream(length);
        joined.writeBytes(parts.get(0));
        for (byte[] part : parts.subList(1, parts.size())) {
            joined.writeBytes(gap);
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] json(Object value) {
        try {
            return Json.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer always has JSON", e);
        }
    }
}
