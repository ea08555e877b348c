package io.stocktide.topology.streams;

/** Keys of the store {@code seen-events}, which remembers the records of several topics. */
final class SeenKeys {
    private SeenKeys() {}

    /**
     * @param key the record's, and what may tell it from another of that key
     */
    static String of(String topicName, String key) {
        return topicName + '/' + key;
    }

    /** A batch may be given up once and answered once. */
    static String abandoned(String deliveryKey) {
        return deliveryKey + "/abandoned";
    }
}
