/** Samples, their rules, and the ports to everything outside. */
@NullMarked
package dev.waybill.template.domain;

import org.jspecify.annotations.NullMarked;
