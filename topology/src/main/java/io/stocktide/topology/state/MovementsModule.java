package io.stocktide.topology.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.stocktide.topology.stock.OpenMovements;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Open movements as bytes, two for most seconds: an item that sells has many, and is written with each order. Each
 * second has its distance to the one before, doubled, and one more where anything was raised; what it lowered; and what
 * it raised, where it did. All are numbers of variable length.
 */
final class MovementsModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    private static final int MAX_BYTES_OF_SECOND = 30;

    MovementsModule() {
        addSerializer(OpenMovements.class, new Writer());
        addDeserializer(OpenMovements.class, new Reader());
    }

    private static ByteBuffer write(OpenMovements open) {
        ByteBuffer bytes = ByteBuffer.allocate(open.size() * MAX_BYTES_OF_SECOND);
        long before = 0;
        for (int i = 0; i < open.size(); i++) {
            boolean raises = open.raising(i) != 0;
            ByteUtils.writeVarlong((open.second(i) - before) * 2 + (raises ? 1 : 0), bytes);
            ByteUtils.writeVarlong(open.lowering(i), bytes);
            if (raises) {
                ByteUtils.writeVarlong(open.raising(i), bytes);
            }
            before = open.second(i);
        }
        return bytes.flip();
    }

    private static OpenMovements read(ByteBuffer bytes) {
        long[] seconds = new long[bytes.remaining() / 2];
        long[] lowering = new long[seconds.length];
        long[] raising = new long[seconds.length];
        int size = 0;
        long second = 0;
        for (; bytes.hasRemaining(); size++) {
            long distance = ByteUtils.readVarlong(bytes);
            second += distance >> 1;
            seconds[size] = second;
            lowering[size] = ByteUtils.readVarlong(bytes);
            raising[size] = (distance & 1) == 0 ? 0 : ByteUtils.readVarlong(bytes);
        }
        return OpenMovements.of(
                Arrays.copyOf(seconds, size), Arrays.copyOf(lowering, size), Arrays.copyOf(raising, size));
    }

    private static final class Writer extends StdSerializer<OpenMovements> {
        private static final long serialVersionUID = 1;

        Writer() {
            super(OpenMovements.class);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, OpenMovements open) {
            return open.size() == 0;
        }

        @Override
        public void serialize(OpenMovements open, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            ByteBuffer bytes = write(open);
            generator.writeBinary(bytes.array(), 0, bytes.limit());
        }
    }

    private static final class Reader extends StdDeserializer<OpenMovements> {
        private static final long serialVersionUID = 1;

        Reader() {
            super(OpenMovements.class);
        }

        @Override
        public OpenMovements deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return read(ByteBuffer.wrap(parser.getBinaryValue()));
        }
    }
}
