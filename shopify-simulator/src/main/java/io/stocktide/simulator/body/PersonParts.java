package io.stocktide.simulator.body;

import io.stocktide.simulator.book.Buyer;
import io.stocktide.simulator.book.Order;

/** The parts of a body that describe the buyer. */
final class PersonParts {
    private PersonParts() {}

    static void address(Json json, Buyer buyer) {
        json.text("first_name", buyer.firstName())
                .text("address1", buyer.street())
                .text("phone", buyer.phone())
                .text("city", buyer.town().city())
                .text("zip", buyer.town().zip())
                .text("province", buyer.town().province())
                .text("country", "United States")
                .text("last_name", buyer.lastName())
                .nulls("address2", "company", "latitude", "longitude")
                .text("name", buyer.name())
                .text("country_code", "US")
                .text("province_code", buyer.town().provinceCode());
    }

    static void customer(Json json, Order order) {
        Buyer buyer = order.buyer();
        json.id("id", buyer.id())
                .text("email", buyer.email())
                .time("created_at", order.createdAt())
                .time("updated_at", order.createdAt())
                .text("first_name", buyer.firstName())
                .text("last_name", buyer.lastName())
                .text("state", "disabled")
                .nulls("note")
                .flag("verified_email", true)
                .nulls("multipass_identifier")
                .flag("tax_exempt", false)
                .text("phone", buyer.phone())
                .object(
                        "email_marketing_consent",
                        consent -> consent.text("state", "not_subscribed")
                                .text("opt_in_level", "single_opt_in")
                                .nulls("consent_updated_at"))
                .nulls("sms_marketing_consent")
                .text("tags", "")
                .text("currency", "USD")
                .emptyArrays("tax_exemptions")
                .gid("Customer", buyer.id())
                .object("default_address", address -> defaultAddress(address, buyer));
    }

    private static void defaultAddress(Json json, Buyer buyer) {
        json.id("id", buyer.addressId()).id("customer_id", buyer.id());
        address(json, buyer);
        json.text("country_name", "United States").flag("default", true);
    }
}
