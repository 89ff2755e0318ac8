package dev.waybill.template.audit;

import dev.waybill.common.audit.InvariantCheck;

/** Checks the stored data while work goes on. */
public interface TemplateAudit extends InvariantCheck {}
