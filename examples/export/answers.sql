-- The pathway and the standing of each therapy, as a query over a table `cases` with one column per finding:
-- `ki67` a number in percent, `mitoses` a number per 2 mm2, `ecog` an integer, the others text, NULL where not assessed.
-- In each CASE exactly one row fits a complete case. A NULL makes no row fit that asks for it: the answer is then given
-- only if a row settles it without, and is NULL otherwise. It supports clinicians and decides nothing for them.
WITH with_grade AS (
  SELECT cases.*, CASE
    WHEN ki67 < 3 AND mitoses < 2 THEN 'g1'
    WHEN ki67 < 3 AND mitoses >= 2 AND mitoses <= 20 THEN 'g2'
    WHEN ki67 < 3 AND mitoses > 20 THEN 'g3'
    WHEN ki67 >= 3 AND ki67 <= 20 AND mitoses <= 20 THEN 'g2'
    WHEN ki67 >= 3 AND ki67 <= 20 AND mitoses > 20 THEN 'g3'
    WHEN ki67 > 20 THEN 'g3'
  END AS grade
  FROM cases
), with_pathway AS (
  SELECT with_grade.*, CASE
    WHEN primary_site = 'elsewhere' THEN 'outside_scope' -- S01
    WHEN primary_site IN ('sigmoid_colon', 'other_colorectal') AND liver_metastases = 'absent' THEN 'outside_scope' -- S01
    WHEN primary_site IN ('sigmoid_colon', 'other_colorectal') AND liver_metastases IN ('solitary', 'multiple') AND differentiation = 'mixed' THEN 'outside_scope' -- S01
    WHEN grade = 'g3' AND primary_site IN ('sigmoid_colon', 'other_colorectal') AND liver_metastases IN ('solitary', 'multiple') AND differentiation = 'poor' THEN 'nec' -- S05 S06 S41 S50
    WHEN grade IN ('g1', 'g2') AND primary_site IN ('sigmoid_colon', 'other_colorectal') AND liver_metastases IN ('solitary', 'multiple') AND differentiation = 'poor' THEN 'verify_pathology' -- S41 S50
    WHEN primary_site IN ('sigmoid_colon', 'other_colorectal') AND liver_metastases IN ('solitary', 'multiple') AND differentiation = 'moderate' THEN 'verify_pathology' -- S41 S50
    WHEN grade = 'g3' AND primary_site IN ('sigmoid_colon', 'other_colorectal') AND liver_metastases IN ('solitary', 'multiple') AND differentiation = 'well' THEN 'net_g3' -- S06 S09 S41 S50 S51
    WHEN grade IN ('g1', 'g2') AND primary_site IN ('sigmoid_colon', 'other_colorectal') AND liver_metastases IN ('solitary', 'multiple') AND differentiation = 'well' THEN 'net' -- S05 S09 S41 S50
  END AS pathway
  FROM with_grade
), with_standings AS (
  SELECT with_pathway.*,
  CASE
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'solitary' AND ecog IN (0, 1, 2) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'cisplatin_only') THEN 'recommended' -- S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'solitary' AND ecog IN (3, 4) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'cisplatin_only') THEN 'consider' -- S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'multiple' AND ecog IN (0, 1, 2) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'cisplatin_only') THEN 'recommended' -- S02 S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'multiple' AND ecog IN (3, 4) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'cisplatin_only') THEN 'consider' -- S02 S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('carboplatin_only', 'neither') THEN 'avoid' -- platinum
    WHEN pathway = 'nec' AND chemotherapy IN ('indolent_after', 'progressed_after') THEN 'not_addressed'
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND ecog IN (0, 1, 2) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'cisplatin_only') THEN 'recommended' -- S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND ecog IN (3, 4) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'cisplatin_only') THEN 'consider' -- S08 S13 S14 S15 S42
    WHEN pathway IN ('net', 'net_g3', 'outside_scope') THEN 'not_addressed'
    WHEN pathway = 'verify_pathology' THEN 'verify_first' -- S41 S50
  END AS cisplatin_etoposide,
  CASE
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'solitary' AND ecog IN (0, 1, 2) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'carboplatin_only') THEN 'recommended' -- S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'solitary' AND ecog IN (3, 4) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'carboplatin_only') THEN 'consider' -- S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'multiple' AND ecog IN (0, 1, 2) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'carboplatin_only') THEN 'recommended' -- S02 S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'multiple' AND ecog IN (3, 4) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'carboplatin_only') THEN 'consider' -- S02 S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('cisplatin_only', 'neither') THEN 'avoid' -- platinum
    WHEN pathway = 'nec' AND chemotherapy IN ('indolent_after', 'progressed_after') THEN 'not_addressed'
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND ecog IN (0, 1, 2) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'carboplatin_only') THEN 'recommended' -- S08 S13 S14 S15 S42
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND ecog IN (3, 4) AND chemotherapy IN ('not_started', 'under_way') AND platinum IN ('either', 'carboplatin_only') THEN 'consider' -- S08 S13 S14 S15 S42
    WHEN pathway IN ('net', 'net_g3', 'outside_scope') THEN 'not_addressed'
    WHEN pathway = 'verify_pathology' THEN 'verify_first' -- S41 S50
  END AS carboplatin_etoposide,
  CASE
    WHEN pathway = 'nec' THEN 'avoid' -- S16 S17 S46 S47
    WHEN pathway IN ('net', 'net_g3', 'outside_scope') THEN 'not_addressed'
    WHEN pathway = 'verify_pathology' THEN 'verify_first' -- S41 S50
  END AS folfox,
  CASE
    WHEN pathway = 'nec' THEN 'avoid' -- S16 S17 S38 S39 S46 S47
    WHEN pathway IN ('net', 'net_g3', 'outside_scope') THEN 'not_addressed'
    WHEN pathway = 'verify_pathology' THEN 'verify_first' -- S41 S50
  END AS folfox_bevacizumab,
  CASE
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'solitary' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S33 S35 S45 S49
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'multiple' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S03 S33 S35 S45 S49
    WHEN pathway = 'nec' AND chemotherapy IN ('indolent_after', 'progressed_after') THEN 'avoid' -- S33
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S33 S35 S45 S49
    WHEN pathway = 'net' THEN 'option' -- S04 S10 S32
    WHEN pathway IN ('net_g3', 'outside_scope') THEN 'not_addressed'
    WHEN pathway = 'verify_pathology' THEN 'verify_first' -- S41 S50
  END AS lanreotide,
  CASE
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'solitary' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S25 S26 S27 S28 S44 S49
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'multiple' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S03 S25 S26 S27 S28 S44 S49
    WHEN pathway = 'nec' AND chemotherapy = 'indolent_after' THEN 'consider' -- S29 S31
    WHEN pathway = 'nec' AND chemotherapy = 'progressed_after' THEN 'avoid' -- S25 S26 S27
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S25 S26 S27 S28 S44 S49
    WHEN pathway = 'net' AND ki67 < 10 THEN 'option' -- S04 S10 S26 S29 S30
    WHEN pathway = 'net' AND ki67 >= 10 AND ki67 <= 20 THEN 'consider' -- S04 S10 S26 S29 S30
    WHEN pathway IN ('net_g3', 'outside_scope') THEN 'not_addressed'
    WHEN pathway = 'verify_pathology' THEN 'verify_first' -- S41 S50
  END AS tae,
  CASE
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'solitary' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S25 S26 S27 S28 S49
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'multiple' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S03 S25 S26 S27 S28 S49
    WHEN pathway = 'nec' AND chemotherapy = 'indolent_after' THEN 'consider' -- S29 S31
    WHEN pathway = 'nec' AND chemotherapy = 'progressed_after' THEN 'avoid' -- S25 S26 S27
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S25 S26 S27 S28 S49
    WHEN pathway = 'net' AND ki67 < 10 THEN 'option' -- S04 S10 S26 S29 S30
    WHEN pathway = 'net' AND ki67 >= 10 AND ki67 <= 20 THEN 'consider' -- S04 S10 S26 S29 S30
    WHEN pathway IN ('net_g3', 'outside_scope') THEN 'not_addressed'
    WHEN pathway = 'verify_pathology' THEN 'verify_first' -- S41 S50
  END AS tare,
  CASE
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND ecog IN (0, 1, 2) AND primary_tumour = 'complication_imminent' THEN 'recommended' -- S18 S20 S21 S23 S24 S43
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND ecog IN (0, 1, 2) AND primary_tumour IN ('obstructing', 'bleeding', 'perforation_risk') THEN 'recommended' -- S18 S19 S20 S21 S23 S24 S43
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND ecog IN (3, 4) AND primary_tumour = 'complication_imminent' THEN 'consider' -- S21 S24 S43
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND ecog IN (3, 4) AND primary_tumour IN ('obstructing', 'bleeding', 'perforation_risk') THEN 'consider' -- S21 S24 S43
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'multiple' AND primary_tumour = 'uncomplicated' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S22 S24 S43
    WHEN pathway = 'nec' AND primary_site = 'sigmoid_colon' AND liver_metastases = 'multiple' AND primary_tumour = 'uncomplicated' AND chemotherapy IN ('indolent_after', 'progressed_after') THEN 'avoid' -- S24 S43
    WHEN pathway = 'nec' AND primary_tumour = 'resected' THEN 'not_applicable'
    WHEN pathway = 'nec' AND liver_metastases = 'solitary' AND primary_tumour = 'uncomplicated' THEN 'not_addressed'
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND primary_tumour = 'complication_imminent' THEN 'not_addressed'
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND primary_tumour IN ('obstructing', 'bleeding', 'perforation_risk') THEN 'not_addressed'
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND liver_metastases = 'multiple' AND primary_tumour = 'uncomplicated' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S22 S24
    WHEN pathway = 'nec' AND primary_site = 'other_colorectal' AND liver_metastases = 'multiple' AND primary_tumour = 'uncomplicated' AND chemotherapy IN ('indolent_after', 'progressed_after') THEN 'not_addressed'
    WHEN pathway IN ('net', 'net_g3', 'outside_scope') THEN 'not_addressed'
    WHEN pathway = 'verify_pathology' AND primary_tumour IN ('resected', 'uncomplicated', 'complication_imminent') THEN 'verify_first' -- S41 S50
    WHEN pathway = 'verify_pathology' AND primary_tumour IN ('obstructing', 'bleeding', 'perforation_risk') THEN 'not_addressed'
  END AS primary_resection,
  CASE
    WHEN pathway = 'nec' AND liver_metastases = 'solitary' THEN 'not_addressed'
    WHEN pathway = 'nec' AND liver_metastases = 'multiple' AND chemotherapy IN ('not_started', 'under_way') THEN 'avoid' -- S22 S23 S48
    WHEN pathway = 'nec' AND liver_metastases = 'multiple' AND chemotherapy = 'indolent_after' THEN 'not_addressed'
    WHEN pathway = 'nec' AND liver_metastases = 'multiple' AND chemotherapy = 'progressed_after' THEN 'avoid' -- S48
    WHEN pathway = 'net' THEN 'option' -- S10
    WHEN pathway IN ('net_g3', 'outside_scope') THEN 'not_addressed'
    WHEN pathway = 'verify_pathology' THEN 'verify_first' -- S41 S50
  END AS debulking
  FROM with_pathway
)
SELECT with_standings.*,
  folfox AS folfiri,
  folfox AS other_colorectal_regimen,
  lanreotide AS octreotide,
  tae AS tace,
  tae AS ablation
FROM with_standings
