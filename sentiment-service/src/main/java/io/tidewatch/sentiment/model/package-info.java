/**
 * The multilingual sentiment model: its files, how they are verified and unpacked, and how they
 * become a TorchScript module and a tokenizer that run in this JVM.
 */
@NullMarked
package io.tidewatch.sentiment.model;

import org.jspecify.annotations.NullMarked;
