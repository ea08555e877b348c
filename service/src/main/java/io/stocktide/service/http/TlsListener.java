package io.stocktide.service.http;

import io.stocktide.service.files.FileWatch;
import io.stocktide.service.shops.ConfigException;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTPS by PEM files; files that change are taken up within two seconds, by connections that are made from then on. */
final class TlsListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsListener.class);

    private final TlsFiles files;
    private final FileWatch watch;
    private final SslContextFactory.Server context = new SslContextFactory.Server();

    /** Throws {@link ConfigException} where the files are not as they should be. */
    TlsListener(TlsFiles files) {
        this.files = files;
        this.watch = new FileWatch("tls-watch", files.both(), this::reload);
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setKeyStore(PemKeyStore.read(files));
        context.setKeyStorePassword(PemKeyStore.PASSWORD);
    }

    ServerConnector connector(Server server, HttpConnectionFactory plain) {
        // One certificate for all names: probes come by address, which no certificate need hold.
        plain.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(server, new SslConnectionFactory(context, plain.getProtocol()), plain);
    }

    void start() {
        watch.start();
    }

    private void reload() {
        try {
            context.reload(factory -> factory.setKeyStore(PemKeyStore.read(files)));
            LOG.atInfo().log("certificate read again from {}", files.certificate());
        } catch (ConfigException e) {
            LOG.atWarn().log("the certificate stays as it was: {}", e.getMessage());
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("the certificate stays as it was");
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
