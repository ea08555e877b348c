package io.stocktide.topology.routing;

import java.util.OptionalLong;

/**
 * How far a copy of the state is behind one of its inputs.
 *
 * @param records offsets to the input's end, as it was half a second ago at most while the brokers answer
 * @param atMostMillis the copy contains all that the input held so long ago; empty where that is longer ago than is
 *     remembered
 */
public record InputLag(long records, OptionalLong atMostMillis) {}
