"""Laboratory files: bytes in, candidate results out. Pure: reads no disk, files nothing, decides nothing about anybody.

The way of one result: a reader (`hl7_results`, `ssmix2_files`, `fhir`, `csv_results`) makes a `received.Received` of
what the file says, word for word; `mapping` finds analyte and unit; the gates (`review`) compare it with the chart
and say new, changed, duplicate, decide or rejected, each with the reason; only what passed every gate, or a person
accepted, becomes a `lab_resulted` entry.
"""
