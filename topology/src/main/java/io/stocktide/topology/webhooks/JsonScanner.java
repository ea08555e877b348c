package io.stocktide.topology.webhooks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes through JSON bytes and stops only where it is asked to: nine tenths of an order are passed over, which a general
 * parser still takes apart name by name. It holds on to the grammar (RFC 8259) in what it passes over, too; whatever it
 * does not like it calls unusual, and a general parser then says what it is.
 */
final class JsonScanner {
    /** Not JSON, or not as usual. It has no stack trace, since it is no fault. */
    static final class UnusualException extends Exception {
        private static final long serialVersionUID = 1;

        UnusualException() {
            super(null, null, false, false);
        }
    }

    private static final int MAX_DEPTH = 64;
    /** What an escape may be, besides four hexadecimal digits. */
    private static final String ESCAPES = "\"\\/bfnrt";

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final byte[] json;
    private int at;
    private int depth;

    JsonScanner(byte[] json) {
        this.json = json;
    }

    /** The next byte that is no white space, at which it stays; 0 at the end. */
    byte peek() {
        while (at < json.length) {
            byte next = json[at];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next;
            }
            at++;
        }
        return 0;
    }

    void expect(char wanted) throws UnusualException {
        require(peek() == wanted);
        at++;
    }

    /** Whether that comes next; it is passed then. */
    boolean passes(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    void expectEnd() throws UnusualException {
        require(peek() == 0 && at == json.length);
    }

    /** Passes a name and its colon; it can then be compared by {@link #isName}. */
    Name name() throws UnusualException {
        require(peek() == '"');
        int from = at + 1;
        skipString();
        Name name = new Name(from, at - 1);
        for (int byteAt = from; byteAt < name.to(); byteAt++) {
            require(json[byteAt] != '\\'); // Written otherwise, a name may still be one that is looked for.
        }
        expect(':');
        return name;
    }

    /** Where a name lies. */
    record Name(int from, int to) {}

    boolean isName(Name name, byte[] wanted) {
        return Arrays.equals(json, name.from(), name.to(), wanted, 0, wanted.length);
    }

    boolean passesNull() throws UnusualException {
        if (peek() != 'n') {
            return false;
        }
        skipWord(NULL);
        return true;
    }

    /** A number without a fraction, of at most 18 digits. */
    long wholeNumber() throws UnusualException {
        peek();
        int from = at;
        skipNumber();
        boolean negative = json[from] == '-';
        int first = negative ? from + 1 : from;
        require(at - first <= 18);
        long number = 0;
        for (int digit = first; digit < at; digit++) {
            require(isDigit(json[digit]));
            number = 10 * number + json[digit] - '0';
        }
        return negative ? -number : number;
    }

    boolean flag() throws UnusualException {
        boolean value = peek() == 't';
        skipWord(value ? TRUE : FALSE);
        return value;
    }

    /** A text of ASCII without escapes. */
    String text() throws UnusualException {
        require(peek() == '"');
        int from = at + 1;
        skipString();
        for (int byteAt = from; byteAt < at - 1; byteAt++) {
            require(json[byteAt] >= ' ' && json[byteAt] != '\\');
        }
        return new String(json, from, at - 1 - from, StandardCharsets.ISO_8859_1);
    }

    void skipValue() throws UnusualException {
        switch (peek()) {
            case '"' -> skipString();
            case '{' -> skipObject();
            case '[' -> skipArray();
            case 't' -> skipWord(TRUE);
            case 'f' -> skipWord(FALSE);
            case 'n' -> skipWord(NULL);
            default -> skipNumber();
        }
    }

    private void skipObject() throws UnusualException {
        at++;
        require(++depth <= MAX_DEPTH);
        if (!passes('}')) {
            do {
                require(peek() == '"');
                skipString();
                expect(':');
                skipValue();
            } while (passes(','));
            expect('}');
        }
        depth--;
    }

    private void skipArray() throws UnusualException {
        at++;
        require(++depth <= MAX_DEPTH);
        if (!passes(']')) {
            do {
                skipValue();
            } while (passes(','));
            expect(']');
        }
        depth--;
    }

    private void skipString() throws UnusualException {
        int next = at + 1;
        while (next < json.length) {
            byte each = json[next];
            if (each == '"') {
                at = next + 1;
                return;
            }
            next = each >= ' ' && each != '\\' ? next + 1 : behindSpecial(next);
        }
        throw new UnusualException();
    }

    private int behindSpecial(int from) throws UnusualException {
        byte first = json[from];
        if (first == '\\') {
            require(from + 1 < json.length);
            return json[from + 1] == 'u' ? behindHex(from + 2) : behindEscape(from + 1);
        }
        // Below zero are the bytes of UTF-8's longer characters; all else is a control character.
        require(first < 0);
        int more = (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : (first & 0xF8) == 0xF0 ? 3 : json.length;
        require(from + more < json.length);
        for (int byteAt = from + 1; byteAt <= from + more; byteAt++) {
            require((json[byteAt] & 0xC0) == 0x80);
        }
        return from + more + 1;
    }

    private int behindEscape(int from) throws UnusualException {
        require(ESCAPES.indexOf(json[from]) >= 0);
        return from + 1;
    }

    private int behindHex(int from) throws UnusualException {
        require(from + 4 <= json.length);
        for (int digit = from; digit < from + 4; digit++) {
            require(Character.digit(json[digit], 16) >= 0);
        }
        return from + 4;
    }

    private void skipNumber() throws UnusualException {
        if (at < json.length && json[at] == '-') {
            at++;
        }
        int first = at;
        skipDigits();
        require(at == first + 1 || json[first] != '0');
        if (at < json.length && json[at] == '.') {
            at++;
            skipDigits();
        }
        // A decimal point is as far as Shopify goes; an exponent stops at what follows a value.
    }

    /** At least one. */
    private void skipDigits() throws UnusualException {
        int first = at;
        while (at < json.length && isDigit(json[at])) {
            at++;
        }
        require(at > first);
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private void skipWord(byte[] word) throws UnusualException {
        int end = at + word.length;
        require(end <= json.length && Arrays.equals(json, at, end, word, 0, word.length));
        at = end;
    }

    static void require(boolean usual) throws UnusualException {
        if (!usual) {
            throw new UnusualException();
        }
    }
}
