/**
 * The peer of the sentiment benchmark: the same weights as an ONNX graph, 8-bit, run by ONNX
 * Runtime behind a thin HTTP server.
 */
@NullMarked
package io.tidewatch.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
