package io.github.bpfmaven.llvm;

/**
 * A place that uses a symbol.
 *
 * @param function the using function
 * @param file as the debug info names it; empty without debug info
 * @param line from 1; 0 without debug info
 * @param column from 1; 0 without debug info
 */
public record LlvmUse(String function, String file, int line, int column) {}
