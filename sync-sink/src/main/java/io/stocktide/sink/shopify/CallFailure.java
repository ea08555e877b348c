package io.stocktide.sink.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.sink.async.Failures;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Why a whole call failed.
 *
 * @param message for people; holds no token and no body
 */
record CallFailure(ShopifyError error, String message) {
    /** What went wrong where no answer came. */
    static CallFailure of(Throwable failure) {
        Throwable cause = Failures.causeOf(failure);
        if (cause instanceof TokenRefused refused) {
            return new CallFailure(ofStatus(refused.status()), refused.getMessage());
        }
        ShopifyError error = cause instanceof CancellationException ? ShopifyError.TIMED_OUT : ShopifyError.UNREACHABLE;
        return new CallFailure(error, cause.getClass().getSimpleName());
    }

    /** Empty where the answer can be read: the call was applied, or refused because of some of its rows. */
    static Optional<CallFailure> in(ShopifyAnswer answer) {
        if (answer.status() != 200) {
            return Optional.of(new CallFailure(ofStatus(answer.status()), "HTTP " + answer.status()));
        }
        JsonNode errors = answer.body().path("errors");
        if (errors.isArray() && !errors.isEmpty()) {
            return Optional.of(ofGraphQl(errors.get(0)));
        }
        JsonNode payload = answer.payload();
        if (payload.isMissingNode() || payload.isNull()) {
            return Optional.of(new CallFailure(ShopifyError.UNREADABLE, "no data in the answer"));
        }
        return UserError.listIn(payload).stream()
                .filter(UserError::concernsCall)
                // Where one of them may pass, all is tried again: the key keeps that safe.
                .min(Comparator.comparing(error -> error.error().action()))
                .map(error -> new CallFailure(error.error(), error.text()));
    }

    private static ShopifyError ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> ShopifyError.UNAUTHORIZED;
            case 402, 404, 423 -> ShopifyError.SHOP_UNAVAILABLE;
            case 429 -> ShopifyError.RATE_LIMITED;
            default -> status >= 500 ? ShopifyError.SERVER_ERROR : ShopifyError.UNEXPECTED_STATUS;
        };
    }

    private static CallFailure ofGraphQl(JsonNode error) {
        String code = UserError.codeIn(error.path("extensions").path("code"));
        ShopifyError known = ShopifyError.ofCode(code);
        ShopifyError fault = known == ShopifyError.UNKNOWN ? ShopifyError.BAD_REQUEST : known;
        return new CallFailure(fault, code + ": " + fault.reason());
    }
}
