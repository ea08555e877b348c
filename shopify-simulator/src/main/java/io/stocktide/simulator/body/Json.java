package io.stocktide.simulator.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Writes one body straight into bytes; a tree in between would double the cost of the largest bodies. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int TYPICAL_ORDER_BYTES = 16 * 1024;

    /** One buffer a thread, reused: bodies are rendered one at a time on few threads. */
    private static final ThreadLocal<ByteArrayOutputStream> BUFFER =
            ThreadLocal.withInitial(() -> new ByteArrayOutputStream(TYPICAL_ORDER_BYTES));

    private final JsonGenerator out;
    private final ZoneOffset offset;

    private Json(JsonGenerator out, ZoneOffset offset) {
        this.out = out;
        this.offset = offset;
    }

    /** The bytes of one object; times inside it carry that offset. */
    static byte[] object(ZoneOffset offset, Consumer<Json> fields) {
        ByteArrayOutputStream buffer = BUFFER.get();
        buffer.reset();
        try (JsonGenerator generator = FACTORY.createGenerator(buffer)) {
            generator.writeStartObject();
            fields.accept(new Json(generator, offset));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory refused bytes", e);
        }
        return buffer.toByteArray();
    }

    Json id(String name, long value) {
        return write(() -> out.writeNumberField(name, value));
    }

    Json number(String name, long value) {
        return write(() -> out.writeNumberField(name, value));
    }

    /** A text, or null. */
    Json text(String name, String value) {
        return write(() -> out.writeStringField(name, value));
    }

    Json flag(String name, boolean value) {
        return write(() -> out.writeBooleanField(name, value));
    }

    Json nulls(String... names) {
        for (String name : names) {
            write(() -> out.writeNullField(name));
        }
        return this;
    }

    Json emptyArrays(String... names) {
        for (String name : names) {
            write(() -> {
                out.writeArrayFieldStart(name);
                out.writeEndArray();
            });
        }
        return this;
    }

    /** One-second resolution with the shop's offset, as in every Shopify body; null stays null. */
    Json time(String name, Instant at) {
        return text(name, at == null ? null : local(at));
    }

    private String local(Instant at) {
        String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atOffset(offset));
        return offset.equals(ZoneOffset.UTC) ? text.replace("Z", "+00:00") : text;
    }

    /** The amount alone, {@code "12.50"}. */
    Json money(String name, long cents) {
        return text(name, amount(cents));
    }

    /** The amount as a price set: shop money and presentment money, both in dollars here. */
    Json moneySet(String name, long cents) {
        return object(
                name,
                set -> set.object("shop_money", m -> m.money("amount", cents).text("currency_code", "USD"))
                        .object(
                                "presentment_money",
                                m -> m.money("amount", cents).text("currency_code", "USD")));
    }

    Json gid(String type, long id) {
        return text("admin_graphql_api_id", "gid://shopify/" + type + "/" + id);
    }

    Json texts(String name, String... values) {
        return write(() -> {
            out.writeArrayFieldStart(name);
            for (String value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
        });
    }

    Json object(String name, Consumer<Json> fields) {
        write(() -> out.writeObjectFieldStart(name));
        fields.accept(this);
        return write(out::writeEndObject);
    }

    <T> Json objects(String name, Iterable<T> elements, java.util.function.BiConsumer<Json, T> fields) {
        write(() -> out.writeArrayFieldStart(name));
        for (T element : elements) {
            write(out::writeStartObject);
            fields.accept(this, element);
            write(out::writeEndObject);
        }
        return write(out::writeEndArray);
    }

    static String amount(long cents) {
        String sign = cents < 0 ? "-" : "";
        long rest = Math.abs(cents) % 100;
        return sign + Math.abs(cents) / 100 + (rest < 10 ? ".0" : ".") + rest;
    }

    private Json write(IoAction action) {
        try {
            action.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory refused bytes", e);
        }
    }

    private interface IoAction {
        void run() throws IOException;
    }
}
