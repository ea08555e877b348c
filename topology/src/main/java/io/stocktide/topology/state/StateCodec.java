package io.stocktide.topology.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stocktide.schemas.rest.LedgerPage;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.orders.Order;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.OpenMovements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * State objects as Smile, by their fields, so that the domain needs no annotations. Those of the hot path are written
 * without their fields' names, in the order in which the class declares them: a new field goes behind the others.
 */
public final class StateCodec {
    /** The keys of the maps are ids and seconds: a table of all names that were met would be copied without end. */
    private static final SmileFactory FACTORY = SmileFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** Those that a new object has empty; most stay so, and an empty one need not be written. */
    private static final List<Class<?>> EMPTY_AT_FIRST =
            List.of(TreeMap.class, TreeSet.class, LinkedHashMap.class, OpenMovements.class);

    private static final Set<Package> PACKAGES_WITHOUT_NAMES =
            Set.of(Item.class.getPackage(), Order.class.getPackage(), Register.class.getPackage());

    /** What a row of the history is made of. */
    private static final Set<Class<?>> CLASSES_WITHOUT_NAMES =
            Set.of(LedgerPage.Row.class, LedgerRow.class, Cause.class);

    private static final SmileMapper MAPPER = SmileMapper.builder(FACTORY)
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(OpenMovements.class, new MovementsAsNumbers())
                    .addDeserializer(OpenMovements.class, new NumbersAsMovements()))
            .annotationIntrospector(new FieldsAsArray())
            .enable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
            .defaultPropertyInclusion(JsonInclude.Value.ALL_NON_NULL)
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .build();

    static {
        EMPTY_AT_FIRST.forEach(type -> MAPPER.configOverride(type)
                .setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)));
        // What was left out stands as null where there are no names: the field keeps what a new object has there.
        MAPPER.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP));
    }

    private static final class FieldsAsArray extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public JsonFormat.Value findFormat(Annotated annotated) {
            return annotated instanceof AnnotatedClass && isWithoutNames(annotated.getRawType())
                    ? JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY)
                    : super.findFormat(annotated);
        }

        private static boolean isWithoutNames(Class<?> type) {
            boolean without =
                    PACKAGES_WITHOUT_NAMES.contains(type.getPackage()) || CLASSES_WITHOUT_NAMES.contains(type);
            return without && !type.isEnum();
        }
    }

    private static final class MovementsAsNumbers extends StdSerializer<OpenMovements> {
        private static final long serialVersionUID = 1;

        MovementsAsNumbers() {
            super(OpenMovements.class);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, OpenMovements movements) {
            return movements.isEmpty();
        }

        @Override
        public void serialize(OpenMovements movements, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            long[] numbers = movements.toNumbers();
            generator.writeArray(numbers, 0, numbers.length);
        }
    }

    private static final class NumbersAsMovements extends StdDeserializer<OpenMovements> {
        private static final long serialVersionUID = 1;

        NumbersAsMovements() {
            super(OpenMovements.class);
        }

        @Override
        public OpenMovements deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return OpenMovements.of(context.readValue(parser, long[].class));
        }
    }

    private StateCodec() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), e);
        }
    }

    /** Throws {@link UncheckedIOException} where the bytes are not of this type: the store is corrupt. */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException("state of " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
