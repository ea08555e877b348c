package io.stocktide.service.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** A library for browsers, as a jar of files on the class path. */
public final class Webjar {
    private final String directory;

    /** Throws where it is not on the class path, which is a fault of the build. */
    public Webjar(String groupId, String artifactId) {
        this.directory = "/META-INF/resources/webjars/" + artifactId + "/" + version(groupId, artifactId) + "/";
    }

    /** Throws where the jar has no such file. */
    public PageFile file(String name) {
        return PageFile.read(directory + name);
    }

    private static String version(String groupId, String artifactId) {
        String resource = "/META-INF/maven/" + groupId + "/" + artifactId + "/pom.properties";
        try (InputStream in = Webjar.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
