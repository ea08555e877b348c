package io.stocktide.simulator.book;

import java.util.List;
import java.util.SplittableRandom;

/** An invented person. Addresses end in example.com and phone numbers in 555-01xx, which are reserved for fiction. */
public record Buyer(
        long id, long addressId, String firstName, String lastName, String street, Town town, String phone) {
    /** Where they live. */
    public record Town(String city, String zip, String province, String provinceCode) {}

    private static final List<String> FIRST =
            List.of("Ada", "Bruno", "Chidi", "Dora", "Emil", "Farah", "Goro", "Hilde");
    private static final List<String> LAST =
            List.of("Placeholder", "Sample", "Fictional", "Testcase", "Invented", "Nobody", "Example", "Standin");
    private static final List<Town> TOWNS = List.of(
            new Town("Sampleville", "00001", "New York", "NY"),
            new Town("Fauxborough", "00002", "Ontario County", "NY"),
            new Town("Mockton", "00003", "California", "CA"),
            new Town("Standin Springs", "00004", "Colorado", "CO"));

    static Buyer invent(IdMint ids, SplittableRandom random) {
        return new Buyer(
                ids.next(IdMint.Kind.CUSTOMER),
                ids.next(IdMint.Kind.ADDRESS),
                FIRST.get(random.nextInt(FIRST.size())),
                LAST.get(random.nextInt(LAST.size())),
                1 + random.nextInt(999) + " Imaginary Street",
                TOWNS.get(random.nextInt(TOWNS.size())),
                "+1 555-01" + (10 + random.nextInt(90)));
    }

    public String name() {
        return firstName + " " + lastName;
    }

    public String email() {
        return (firstName + "." + lastName).toLowerCase(java.util.Locale.ROOT) + "." + id % 10_000 + "@example.com";
    }
}
