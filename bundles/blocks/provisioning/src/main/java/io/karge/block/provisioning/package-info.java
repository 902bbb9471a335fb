@org.jspecify.annotations.NullMarked
package io.karge.block.provisioning;
