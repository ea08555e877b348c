package io.stocktide.service.access;

import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes tokens and takes them back, in a tokens file. Services that read it follow by themselves. */
public final class TokensOffice {
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Lets a scan for secrets know one that has strayed. */
    private static final String PREFIX = "stk_";

    private final Path file;

    /** @param file made where it is missing, for its owner's eyes alone */
    public TokensOffice(Path file) {
        this.file = file;
    }

    /**
     * Returns the new token, which is nowhere else from then on. Throws {@link ConfigException} where the name is
     * taken, or the file cannot be read or written.
     *
     * @param shops domains, or {@link TokenEntry#ALL_SHOPS}
     * @param requestsPerSecond null for what each instance allows to all
     */
    public String create(String name, Role role, List<String> shops, Integer requestsPerSecond) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        TokenEntry entry = new TokenEntry(name, TokenDigest.of(token).hex(), role, shops, requestsPerSecond);
        change(entries -> {
            if (entries.stream().anyMatch(other -> other.name().equals(name))) {
                throw new ConfigException("there is a token " + name + " in " + file + " already; revoke it first");
            }
            entries.add(entry);
            return entries;
        });
        return token;
    }

    /** The tokens in the order of the file; throws {@link ConfigException} where it cannot be read. */
    public List<TokenEntry> list() {
        return TokensFile.read(file);
    }

    /** Throws {@link ConfigException} where there is no such token, or the file cannot be read or written. */
    public void revoke(String name) {
        change(entries -> {
            if (!entries.removeIf(entry -> entry.name().equals(name))) {
                throw new ConfigException("there is no token " + name + " in " + file);
            }
            return entries;
        });
    }

    /** Makes a file without tokens where there is none. */
    public void ensure() {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new ConfigException("cannot write the tokens file " + file);
        }
        change(entries -> entries);
    }

    /** One at a time, through a lock beside the file: of two, the later would bring back what the earlier revoked. */
    private void change(UnaryOperator<List<TokenEntry>> change) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            List<TokenEntry> entries = Files.exists(file) ? TokensFile.read(file) : List.of();
            replace(TokensFile.write(change.apply(new ArrayList<>(entries))));
        } catch (IOException e) {
            throw new ConfigException("cannot write the tokens file " + file);
        }
    }

    /** Whole or not at all: a service may read it at any time. */
    private void replace(byte[] content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path next =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".new");
        try {
            Files.write(next, content);
            keepPermissions(target, next);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** A temporary file is its owner's alone, which is what a new one should be; an old one may be read by a group. */
    private static void keepPermissions(Path old, Path next) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
        if (view != null && Files.exists(old)) {
            view.setPermissions(Files.getPosixFilePermissions(old));
        }
    }
}
