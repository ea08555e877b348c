package io.stocktide.topology.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import com.fasterxml.jackson.dataformat.smile.SmileGenerator;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stocktide.topology.stock.OpenMovements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
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
            .disable(SmileGenerator.Feature.ENCODE_BINARY_AS_7BIT)
            .build();

    /** Those that a new object has empty; most stay so, and an empty one need not be written. */
    private static final List<Class<?>> EMPTY_AT_FIRST =
            List.of(TreeMap.class, TreeSet.class, LinkedHashMap.class, OpenMovements.class);

    private static final SmileMapper MAPPER = SmileMapper.builder(FACTORY)
            .addModule(new JavaTimeModule())
            .addModule(new MovementsModule())
            .annotationIntrospector(new FieldsAsArrays())
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
