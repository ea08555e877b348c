package io.stocktide.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.ConfigException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path dir;

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                EmbeddedBroker broker = new EmbeddedBroker(dir, taken.getLocalPort())) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("port " + taken.getLocalPort() + " is taken, and the embedded broker wants it");
        }
    }

    @Test
    void data_that_another_process_uses_are_named() throws Exception {
        try (FileChannel channel =
                        FileChannel.open(dir.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock();
                EmbeddedBroker broker = new EmbeddedBroker(dir, 0)) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(broker::start)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("another process uses the data in " + dir);
        }
    }

    @Test
    void a_directory_that_cannot_be_used_is_named() throws Exception {
        Path occupied = Files.writeString(dir.resolve("file"), "");
        try (EmbeddedBroker broker = new EmbeddedBroker(occupied.resolve("kafka"), 0)) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(occupied.toString());
        }
    }
}
