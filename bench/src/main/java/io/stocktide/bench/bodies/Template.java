package io.stocktide.bench.bodies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body with gaps; filling one in copies bytes and formats nothing. */
final class Template {
    /** What stands in a gap, written {@code @NAME@} in the template. */
    enum Gap {
        ORDER,
        NUMBER,
        CHECKOUT,
        TOKEN,
        CONFIRMATION,
        TIME,
        SHOP,
        GOODS,
        DISCOUNTS,
        SUBTOTAL,
        TAX,
        TOTAL,
        GRAMS_ALL,
        SHIPPING_LINE,
        LINES,
        LINE,
        PRODUCT,
        VARIANT,
        SKU,
        QUANTITY,
        LINE_TAX,
        LINE_DISCOUNT
    }

    /** The bytes of each gap, set anew for each body. */
    static final class Values {
        private final byte[][] bytes = new byte[Gap.values().length][];

        void set(Gap gap, byte[] value) {
            bytes[gap.ordinal()] = value;
        }

        void set(Gap gap, String value) {
            set(gap, value.getBytes(StandardCharsets.US_ASCII));
        }

        void set(Gap gap, long value) {
            set(gap, Long.toString(value));
        }

        /** An amount of money, as Shopify writes it. */
        void setCents(Gap gap, long cents) {
            set(gap, cents / 100 + (cents % 100 < 10 ? ".0" : ".") + cents % 100);
        }
    }

    private static final Pattern GAP = Pattern.compile("@([A-Z_]+)@");

    /** One more than the gaps: what stands before the first, between them and behind the last. */
    private final List<byte[]> pieces = new ArrayList<>();

    private final List<Gap> gaps = new ArrayList<>();

    /** @param file beside this class; its line breaks and indents are for people, and Shopify sends none */
    Template(String file) {
        String text = read(file).replaceAll("\n *", "");
        Matcher gap = GAP.matcher(text);
        int from = 0;
        while (gap.find()) {
            pieces.add(text.substring(from, gap.start()).getBytes(StandardCharsets.UTF_8));
            gaps.add(Gap.valueOf(gap.group(1)));
            from = gap.end();
        }
        pieces.add(text.substring(from).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the template with its gaps filled in. */
    void write(Values values, ByteArrayOutputStream out) {
        for (int i = 0; i < gaps.size(); i++) {
            out.writeBytes(pieces.get(i));
            out.writeBytes(values.bytes[gaps.get(i).ordinal()]);
        }
        out.writeBytes(pieces.get(gaps.size()));
    }

    private static String read(String file) {
        try (InputStream in = Template.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
