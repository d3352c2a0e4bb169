//! The fifty-one statements of the source, in its order.

use super::{Section, statements};

statements! {
    S01 { span: 13..103, line: 1, section: Scope, references: [],
        digest: "4d564bbdc484a742248c13d3b21426c132e8899436448a207e6437c4da668c63",
        text: "The pathway is about a high-grade neuroendocrine tumour arising in the sigmoid colon that has formed multiple liver metastases." }
    S02 { span: 104..288, line: 2, section: Scope, references: [1],
        digest: "1af7b618c4be3c81af140ef06a6b9146a9c44178a5ed7c0cc721853d20c8da28",
        text: "For a high-grade sigmoid tumour with multiple liver metastases, the primary treatment is platinum-based chemotherapy: etoposide with cisplatin or carboplatin." }
    S03 { span: 290..342, line: 2, section: Scope, references: [1],
        digest: "71580c6a7b1cd35bd08a3e47ff1a3cd19a3461abedaa60e1213293124429db04",
        text: "Neither somatostatin analogues nor liver-directed treatment is the primary treatment of a high-grade sigmoid tumour with multiple liver metastases." }
    S04 { span: 344..405, line: 2, section: Scope, references: [1],
        digest: "e877af9f98703995c6ed2f6ac41b04f4e1a12ce447d4e039513e23539026fcb0",
        text: "Somatostatin analogues and liver-directed treatment are reserved for well-differentiated tumours, which the source also calls low grade." }
    S05 { span: 471..538, line: 4, section: Distinction, references: [],
        digest: "b54b5e50c396cc65fef350660518e4bd39f9f5d146302d32eeba0c8d936aba53",
        text: "The grade of the tumour is what fundamentally decides how it is to be treated." }
    S06 { span: 542..601, line: 5, section: Distinction, references: [1],
        digest: "0cd5c850855010be1b84e34d45856dbe46232280b6c70cbadedc20bd2f7e694a",
        text: "A high-grade neuroendocrine carcinoma, NEC for short, is marked by Ki-67 above 20 % and grade G3." }
    S07 { span: 602..648, line: 5, section: Distinction, references: [1],
        digest: "8bcc884ad63f7c00c6cfc0f6649106082012e96a3811fa899a293f6eb196afe1",
        text: "A high-grade NEC takes an aggressive course that resembles a small-cell carcinoma." }
    S08 { span: 653..712, line: 5, section: Distinction, references: [1],
        digest: "64c81ebfb7d9d11257a1a43b849945e785132fe3a591ef6306694b537f937d78",
        text: "A high-grade NEC requires chemotherapy based on a platinum drug as its first-line treatment." }
    S09 { span: 717..761, line: 6, section: Distinction, references: [1, 2],
        digest: "9c2240db2e7901554ea1dc88e970ef9e71f883c4272e52f5690a42aa88947ef7",
        text: "A well-differentiated neuroendocrine tumour, NET for short, is marked by grade G1 or G2 and Ki-67 below 20 %." }
    S10 { span: 762..843, line: 6, section: Distinction, references: [1, 2],
        digest: "651a8065647495fa3c042e460835ebe169b3bf89ff701149e1e06bfe5c537c17",
        text: "A well-differentiated NET responds to somatostatin analogues, to liver-directed treatment and to surgical debulking." }
    S11 { span: 849..930, line: 7, section: Distinction, references: [3],
        digest: "7acbe9501d9209d8324b042dbc8e63e8f91872d8a9bc69cf2cb81f2a9548f540",
        text: "The commonest pitfall is to treat a high-grade NEC as if it were a well-differentiated NET." }
    S12 { span: 933..998, line: 7, section: Distinction, references: [3],
        digest: "21907e1dff90f4e5b8fb4a30c766504e0cafacf9d38832d643526199596b1f02",
        text: "Treating a NEC as if it were a well-differentiated NET ends in ineffective treatment and rapid progression." }
    S13 { span: 1082..1130, line: 10, section: FirstLineChemotherapy, references: [],
        digest: "baa0ed37d8563d9be49ed076ad608c0d7022b6063890b7c5fe3b2714aeb85056",
        text: "In a high-grade NEC, chemotherapy based on platinum is to be started immediately." }
    S14 { span: 1134..1227, line: 11, section: FirstLineChemotherapy, references: [1],
        digest: "7f47018417da9cd94462e09f23bacf2c7243279a7fa382ce5a0a3d6206570809",
        text: "Etoposide is combined with either cisplatin or carboplatin, much as is done for small-cell lung cancer." }
    S15 { span: 1232..1337, line: 12, section: FirstLineChemotherapy, references: [1],
        digest: "5dc1aad29b82b29bda4e896ad170a7d70d1efce45380b358ed320f3531b56590",
        text: "Platinum with etoposide is the only chemotherapy shown to work in NETs that are poorly differentiated/high-grade, the source says." }
    S16 { span: 1342..1395, line: 13, section: FirstLineChemotherapy, references: [3],
        digest: "3397546d37a1ade67dd3ef9defc2f5cd86c5679ce9cf39612f0c50399f6f265c",
        text: "In a high-grade NEC, neither FOLFOX nor any other regimen for colorectal cancer is to be used." }
    S17 { span: 1398..1469, line: 13, section: FirstLineChemotherapy, references: [3],
        digest: "c6ae65e28076c427006f04b616129b056ca5fc8d8a870c3e605bfab4045181b3",
        text: "Colorectal cancer regimens do not work against a high-grade NEC, and rapid progression follows." }
    S18 { span: 1504..1540, line: 15, section: PrimaryResection, references: [],
        digest: "4ebfe19a8ba85344cd8499106c5c7b1188851f1584b13730380dfb5b793513ce",
        text: "The primary tumour in the sigmoid colon is to be resected if what the source lists next applies." }
    S19 { span: 1543..1611, line: 16, section: PrimaryResection, references: [1, 2],
        digest: "ae819e33137683b82b207e56773f0b7b33a6bf40a57a83ca7fd697eb41f63dff",
        text: "One condition listed for resection is a patient with symptoms: obstruction, bleeding or a risk of perforation." }
    S20 { span: 1619..1684, line: 17, section: PrimaryResection, references: [1],
        digest: "30b883addb7c23a0ad081bed63e84a0925477c05fa63685ede07c0961f640554",
        text: "One condition listed for resection is that the tumour causes bowel complications now or is imminently going to." }
    S21 { span: 1689..1744, line: 18, section: PrimaryResection, references: [1],
        digest: "27cda9e6d6af3c05344e4bc083f0a0264263dd79867fadb59e821b44a2a6899b",
        text: "One condition listed for resection is a performance status good enough for an operation." }
    S22 { span: 1756..1847, line: 19, section: PrimaryResection, references: [1],
        digest: "909fef831adaff45bdaae4f1bec05242687ae5ececbdd0f107ae25ea0556816d",
        text: "Surgery as the opening step should be ruled out in high-grade gastroenteropancreatic NECs with extensive metastases." }
    S23 { span: 1852..1879, line: 19, section: PrimaryResection, references: [1],
        digest: "b693c3570dc04e0ee5cafc28a73823869e75fe1a9253b6726af54d1c72a6e304",
        text: "In a high-grade NEC with extensive metastases, chemotherapy has priority." }
    S24 { span: 1885..1952, line: 19, section: PrimaryResection, references: [1],
        digest: "86972613e58c100ddb59fae90c725d8bfbe2853924e3253ffbdfdcc5bde25cf0",
        text: "The aim of an operation is mainly palliative: to keep complications of the intestine from happening." }
    S25 { span: 2053..2147, line: 22, section: WhyNotLiverDirected, references: [],
        digest: "1375cb9e1d615e2a3b65c7dc0169a22388470e04c5a04fddbba841ed18289c21",
        text: "In a high-grade NEC, neither ablation nor transarterial treatment by TAE, TACE or TARE is appropriate." }
    S26 { span: 2159..2233, line: 23, section: WhyNotLiverDirected, references: [1, 2],
        digest: "50e04abbd64f19665d3f17c50e04c548e67f8f56ce11e7d7ff283f98245b8bc4",
        text: "Transarterial treatment and ablation are meant for tumours that grow slowly and are well differentiated." }
    S27 { span: 2241..2359, line: 24, section: WhyNotLiverDirected, references: [1],
        digest: "2c83dbb6a8ea4f5167623b12716cedb6db5be4705745cda746daa681119a7b6d",
        text: "A high-grade NEC needs systemic chemotherapy because its biology is aggressive and micrometastases are highly likely." }
    S28 { span: 2364..2425, line: 25, section: WhyNotLiverDirected, references: [1],
        digest: "86c21a107b53f7d9cf65c5dcb8a6fade1f3736f164b4ab77aacdcd64dba64a28",
        text: "Liver-directed treatment delays the systemic treatment that would be appropriate." }
    S29 { span: 2471..2513, line: 27, section: WhenLiverDirected, references: [],
        digest: "cc5e70b2c3e69460e754eb2def5cdee7a3a01b799143b4d12aa1d87001ee591b",
        text: "Liver-directed treatment is to be considered only if what the source lists next applies." }
    S30 { span: 2516..2608, line: 28, section: WhenLiverDirected, references: [1, 2],
        digest: "d5c92032d646b67b619d4a46a7facd99182b527f27d7cc574eac03a8bba163ab",
        text: "One condition listed for liver-directed treatment is a NET confirmed by pathology as well differentiated (G1/G2, Ki-67 below 10-20 %), not high-grade NEC." }
    S31 { span: 2616..2681, line: 29, section: WhenLiverDirected, references: [1, 2],
        digest: "e6ec00a94079f3ed904db6a8e2114193f14747f4d267cdf22e38f11d54badf09",
        text: "One condition listed for liver-directed treatment is that the disease proves indolent once the initial chemotherapy has been given." }
    S32 { span: 2736..2825, line: 31, section: SomatostatinAnalogues, references: [4],
        digest: "0a70ac19622966ebe6cb5d4956a89ce228db9d33ae7cb876a267429dfa0bb435",
        text: "Lanreotide and octreotide have FDA approval for gastroenteropancreatic NETs that are well or moderately differentiated." }
    S33 { span: 2836..2898, line: 32, section: SomatostatinAnalogues, references: [1, 2],
        digest: "8c7c53c28bd95d7cea3231432ab91684cf00f71e65aa836b142d9af81414e6e4",
        text: "Somatostatin analogues do not work in NECs that are of high grade and poorly differentiated." }
    S34 { span: 2906..2987, line: 33, section: SomatostatinAnalogues, references: [4],
        digest: "ae7d724e18ae39ac15eacaaaa2f8dfffb80e643e5faba6c5aceffd32b8fa6e96",
        text: "The indication approved by the FDA expressly speaks of tumours that are well or moderately differentiated." }
    S35 { span: 2992..3082, line: 34, section: SomatostatinAnalogues, references: [1],
        digest: "6e82ab2c7c9e535bdff5cdd9358ca8fac13bb08c358bb88a21e72af29a0e880a",
        text: "In high-grade disease, choosing somatostatin analogues for first-line treatment is a critical error." }
    S36 { span: 3122..3213, line: 36, section: Prognosis, references: [],
        digest: "ce84bb20d83045da9fae3f4c2c2e2b259bc61a986a4d87dbb37ea615746eae0f",
        text: "The outlook for a high-grade NEC of the sigmoid colon is extremely poor when there are multiple liver metastases." }
    S37 { span: 3217..3292, line: 37, section: Prognosis, references: [3],
        digest: "8e8b6878b2f6d3aefd1404b04fc9f7a7f8129e5f0890b923754320e26675d336",
        text: "Even when the chemotherapy is appropriate, median survival is typically between 5 and 11 months." }
    S38 { span: 3297..3383, line: 38, section: Prognosis, references: [3],
        digest: "9d6afd4de948081ac78642a6b81e197c9ee4b9dc5c6b9336ed73e43eecb010d4",
        text: "A single case report describes a patient who died 5 months after surgery although given FOLFOX plus bevacizumab." }
    S39 { span: 3385..3416, line: 38, section: Prognosis, references: [3],
        digest: "a87f14aa32b07763ecf87317d62d67d5c245062dec859090a3e756a438ff103f",
        text: "The source judges FOLFOX plus bevacizumab to have been inappropriate treatment in the reported case." }
    S40 { span: 3422..3541, line: 39, section: Prognosis, references: [5, 6, 7],
        digest: "fbf69993e6beccec04d9526413349e97e34f3170e59197ccc1d1133451225318",
        text: "In well-differentiated NETs the outlook is fundamentally different: years of survival are possible under multimodal treatment." }
    S41 { span: 3581..3678, line: 41, section: Sequence, references: [1],
        digest: "574623df669e19f57b172f0bcc40be8a434d77a0a70287a094f93f55fb05d573",
        text: "The tumour grade is to be confirmed by a review of the pathology: the Ki-67 index, the mitotic count and the differentiation." }
    S42 { span: 3683..3800, line: 42, section: Sequence, references: [1],
        digest: "5ff269ce8829dde9b0fa52c1777497686b0bb550ab7f93106698954e81a64137",
        text: "If it is a high-grade NEC, with Ki-67 above 20 % and G3, platinum-based chemotherapy (etoposide with cisplatin or carboplatin) is to start immediately." }
    S43 { span: 3805..3899, line: 43, section: Sequence, references: [1, 2],
        digest: "f34db3275ae7cfdd31e93fa0d16c0f067cfcea1ff5193c15a52d00ffa1054afc",
        text: "The sigmoid primary is to be resected only if there are symptoms or a high risk of obstruction, and then as palliation." }
    S44 { span: 3907..4002, line: 44, section: Sequence, references: [1, 2],
        digest: "638fe82220232b7244849b82cc09564dc598ea3998bf2edcc11264a8658d2c99",
        text: "In high-grade disease, liver-directed treatment (ablation, TAE, TACE) is to be avoided as the primary treatment." }
    S45 { span: 4010..4082, line: 45, section: Sequence, references: [1, 4],
        digest: "b6a715a3e62e188a58b69f0d341872cf90d39829f3cc9883728726d57a542a8c",
        text: "Somatostatin analogues must not be used as the first-line treatment of a high-grade NEC." }
    S46 { span: 4117..4207, line: 47, section: Pitfalls, references: [3],
        digest: "897e79f769470b4bccb0b6172ced88e3e8e08536139795dadabd367901910908",
        text: "A high-grade NEC must never be treated with regimens meant for colorectal cancer (FOLFOX, FOLFIRI)." }
    S47 { span: 4210..4255, line: 47, section: Pitfalls, references: [3],
        digest: "9bb8e1c79cf1fb0892a4881b6b324854925d53b0dd4be2fe884e25874afda00a",
        text: "In a high-grade NEC, colorectal cancer regimens do not work and waste time that is precious." }
    S48 { span: 4260..4359, line: 48, section: Pitfalls, references: [1],
        digest: "2617029ac8d6490ebb8ee7c4c342ff162e48bf6f6dbc0276b3a733cb8ef75a91",
        text: "Surgical debulking must never hold up systemic chemotherapy when high-grade disease has extensive metastases." }
    S49 { span: 4364..4466, line: 49, section: Pitfalls, references: [1, 2],
        digest: "e2571489e5d4d55c3fa046d2e914faddae8ff836cde337636f76328dcf9d7fbf",
        text: "Neither somatostatin analogues nor liver-directed treatment may ever be the first-line treatment of a high-grade NEC." }
    S50 { span: 4474..4525, line: 50, section: Pitfalls, references: [1],
        digest: "e87cea4cfc323fae9545df10eef09f192636e90a73234f549109eb037fea30db",
        text: "The grade of the tumour must always be verified before any treatment is begun." }
    S51 { span: 4528..4591, line: 50, section: Pitfalls, references: [1],
        digest: "2f9c47e9b7bee17905853dc0cc0c1679ac8c0bcb29cb9484a77123ec5ff34e6c",
        text: "The treatment of a G1 or G2 NET differs completely from the treatment of a G3 NEC." }
}
