/** The rules alone. */
@NullMarked
package dev.waybill.template.domain;

import org.jspecify.annotations.NullMarked;
