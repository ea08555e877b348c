package io.stocktide.simulator.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Ends a connection as a failing machine does: no answer, no goodbye. */
final class ConnectionReset {
    private ConnectionReset() {}

    static void of(Context ctx) {
        EndPoint endPoint = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        try {
            if (endPoint.getTransport() instanceof SocketChannel channel) {
                // Closed with nothing lingering, TCP sends a reset.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // The client has gone already.
        }
        endPoint.close();
    }
}
