package io.stocktide.sink.shopify;

/**
 * A shop's cost bucket, as Shopify's last answer showed it, refilled since.
 *
 * @param left below zero where calls under way have been promised more than there is
 * @param maximum infinite where Shopify did not say
 * @param restoredPerSecond above zero
 */
public record Points(double left, double maximum, double restoredPerSecond) {}
