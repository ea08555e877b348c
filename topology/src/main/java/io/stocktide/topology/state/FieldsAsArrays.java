package io.stocktide.topology.state;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.stocktide.schemas.rest.LedgerPage;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.orders.Order;
import io.stocktide.topology.stock.Item;
import java.util.Set;

/** Has objects of the hot path written as arrays of their fields, since their names are most of what there is. */
final class FieldsAsArrays extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    private static final Set<Package> PACKAGES =
            Set.of(Item.class.getPackage(), Order.class.getPackage(), Register.class.getPackage());

    /** What a row of the history is made of. */
    private static final Set<Class<?>> CLASSES = Set.of(LedgerPage.Row.class, LedgerRow.class, Cause.class);

    @Override
    public JsonFormat.Value findFormat(Annotated annotated) {
        return annotated instanceof AnnotatedClass && isWithoutNames(annotated.getRawType())
                ? JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY)
                : super.findFormat(annotated);
    }

    private static boolean isWithoutNames(Class<?> type) {
        return (PACKAGES.contains(type.getPackage()) || CLASSES.contains(type)) && !type.isEnum();
    }
}
