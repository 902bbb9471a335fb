@org.jspecify.annotations.NullMarked
package io.karge.http;
