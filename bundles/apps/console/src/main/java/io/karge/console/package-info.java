@org.jspecify.annotations.NullMarked
package io.karge.console;
