package io.stocktide.simulator.admin;

/** A global id: {@code gid://shopify/InventoryItem/123}; a level's carries {@code ?inventory_item_id=}. */
record Gid(String type, long id) {
    private static final String PREFIX = "gid://shopify/";

    static String of(String type, long id) {
        return PREFIX + type + "/" + id;
    }

    /** Takes the id apart; one that is no gid at all has type "" and so names nothing. */
    static Gid parse(String text) {
        try {
            int slash = text.lastIndexOf('/');
            int query = text.indexOf('?');
            String number = text.substring(slash + 1, query < 0 ? text.length() : query);
            return new Gid(text.substring(PREFIX.length(), slash), Long.parseLong(number));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return new Gid("", 0);
        }
    }

    /** The number if this names something of that type, else -1, which nothing has. */
    long expect(String wanted) {
        return type.equals(wanted) ? id : -1;
    }
}
