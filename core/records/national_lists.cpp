// The national standard's closed lists, in its exact words (schema LaMednum/standard-mediation-num v1.0.2), and the
// codes of structures that data.inclusion and the national cartography share.
#include "records/lists.h"

namespace records {
namespace {

constexpr Choice kServices[] = {
    {"Aide aux démarches administratives", "list.services.aide-aux-demarches-administratives"},
    {"Maîtrise des outils numériques du quotidien", "list.services.maitrise-des-outils-numeriques-du-quotidien"},
    {"Insertion professionnelle via le numérique", "list.services.insertion-professionnelle-via-le-numerique"},
    {"Utilisation sécurisée du numérique", "list.services.utilisation-securisee-du-numerique"},
    {"Parentalité et éducation avec le numérique", "list.services.parentalite-et-education-avec-le-numerique"},
    {"Loisirs et créations numériques", "list.services.loisirs-et-creations-numeriques"},
    {"Compréhension du monde numérique", "list.services.comprehension-du-monde-numerique"},
    {"Accès internet et matériel informatique", "list.services.acces-internet-et-materiel-informatique"},
    {"Acquisition de matériel informatique à prix solidaire",
     "list.services.acquisition-de-materiel-informatique-a-prix-solidaire"},
};

constexpr Choice kPublics[] = {
    {"Jeunes", "list.publics.jeunes"},
    {"Étudiants", "list.publics.etudiants"},
    {"Familles et/ou enfants", "list.publics.familles-et-ou-enfants"},
    {"Seniors", "list.publics.seniors"},
    {"Femmes", "list.publics.femmes"},
};

constexpr Choice kPriseEnCharge[] = {
    {"Surdité", "list.prise-en-charge.surdite"},
    {"Handicaps moteurs", "list.prise-en-charge.handicaps-moteurs"},
    {"Handicaps mentaux", "list.prise-en-charge.handicaps-mentaux"},
    {"Illettrisme", "list.prise-en-charge.illettrisme"},
    {"Langues étrangères (anglais)", "list.prise-en-charge.langues-etrangeres-anglais"},
    {"Langues étrangères (autres)", "list.prise-en-charge.langues-etrangeres-autres"},
    {"Déficience visuelle", "list.prise-en-charge.deficience-visuelle"},
};

constexpr Choice kFrais[] = {
    {"Gratuit", "list.frais.gratuit"},
    {"Gratuit sous condition", "list.frais.gratuit-sous-condition"},
    {"Payant", "list.frais.payant"},
};

constexpr Choice kDispositifs[] = {
    {"Aidants Connect", "list.dispositifs.aidants-connect"},
    {"Bibliothèques numérique de référence", "list.dispositifs.bibliotheques-numerique-de-reference"},
    {"Certification PIX", "list.dispositifs.certification-pix"},
    {"Conseillers numériques", "list.dispositifs.conseillers-numeriques"},
    {"Emmaüs Connect", "list.dispositifs.emmaus-connect"},
    {"France Services", "list.dispositifs.france-services"},
    {"Grande école du numérique", "list.dispositifs.grande-ecole-du-numerique"},
    {"La Croix Rouge", "list.dispositifs.la-croix-rouge"},
    {"Point d'accès numérique CAF", "list.dispositifs.point-d-acces-numerique-caf"},
    {"Promeneurs du net", "list.dispositifs.promeneurs-du-net"},
    {"Relais numérique (Emmaüs Connect)", "list.dispositifs.relais-numerique-emmaus-connect"},
};

constexpr Choice kFormations[] = {
    {"Formé à « Mon Espace Santé »", "list.formations.forme-a-mon-espace-sante"},
    {"Formé à « DUPLEX » (illettrisme)", "list.formations.forme-a-duplex-illettrisme"},
    {"Arnia/MedNum BFC (Bourgogne-Franche-Comté)", "list.formations.arnia-mednum-bfc-bourgogne-franche-comte"},
    {"Collectif ressources et acteurs réemploi (Normandie)",
     "list.formations.collectif-ressources-et-acteurs-reemploi-normandie"},
    {"Étapes numériques(La Poste)", "list.formations.etapes-numeriques-la-poste"},
    {"Fabriques de Territoire", "list.formations.fabriques-de-territoire"},
    {"Les Éclaireurs du numérique (Drôme)", "list.formations.les-eclaireurs-du-numerique-drome"},
    {"Mes Papiers (Métropole de Lyon)", "list.formations.mes-papiers-metropole-de-lyon"},
    {"ORDI 3.0", "list.formations.ordi-3-0"},
    {"SUD LABS (PACA)", "list.formations.sud-labs-paca"},
};

constexpr Choice kModalitesAcces[] = {
    {"Se présenter", "list.modalites-acces.se-presenter"},
    {"Téléphoner", "list.modalites-acces.telephoner"},
    {"Contacter par mail", "list.modalites-acces.contacter-par-mail"},
    {"Prendre un RDV en ligne", "list.modalites-acces.prendre-un-rdv-en-ligne"},
    {"Ce lieu n'accueille pas de public", "list.modalites-acces.ce-lieu-n-accueille-pas-de-public"},
    {"Envoyer un mail avec une fiche de prescription",
     "list.modalites-acces.envoyer-un-mail-avec-une-fiche-de-prescription"},
};

constexpr Choice kModalitesAccompagnement[] = {
    {"En autonomie", "list.modalites-accompagnement.en-autonomie"},
    {"Accompagnement individuel", "list.modalites-accompagnement.accompagnement-individuel"},
    {"Dans un atelier collectif", "list.modalites-accompagnement.dans-un-atelier-collectif"},
    {"À distance", "list.modalites-accompagnement.a-distance"},
};

constexpr Choice kItinerance[] = {
    {"Itinérant", "list.itinerance.itinerant"},
    {"Fixe", "list.itinerance.fixe"},
};

constexpr Choice kTypologie[] = {
    {"ACI", "list.typologie.aci"},
    {"ACIPHC", "list.typologie.aciphc"},
    {"AFPA", "list.typologie.afpa"},
    {"AI", "list.typologie.ai"},
    {"ASE", "list.typologie.ase"},
    {"ASSO", "list.typologie.asso"},
    {"ASSO_CHOMEUR", "list.typologie.asso_chomeur"},
    {"Autre", "list.typologie.autre"},
    {"AVIP", "list.typologie.avip"},
    {"BIB", "list.typologie.bib"},
    {"CAARUD", "list.typologie.caarud"},
    {"CADA", "list.typologie.cada"},
    {"CAF", "list.typologie.caf"},
    {"CAP_EMPLOI", "list.typologie.cap_emploi"},
    {"CAVA", "list.typologie.cava"},
    {"CC", "list.typologie.cc"},
    {"CCAS", "list.typologie.ccas"},
    {"CCONS", "list.typologie.ccons"},
    {"CD", "list.typologie.cd"},
    {"CDAS", "list.typologie.cdas"},
    {"CFP", "list.typologie.cfp"},
    {"CHRS", "list.typologie.chrs"},
    {"CHU", "list.typologie.chu"},
    {"CIAS", "list.typologie.cias"},
    {"CIDFF", "list.typologie.cidff"},
    {"CITMET", "list.typologie.citmet"},
    {"CMP", "list.typologie.cmp"},
    {"CMS", "list.typologie.cms"},
    {"CPAM", "list.typologie.cpam"},
    {"CPH", "list.typologie.cph"},
    {"CS", "list.typologie.cs"},
    {"CSAPA", "list.typologie.csapa"},
    {"CSC", "list.typologie.csc"},
    {"DEETS", "list.typologie.deets"},
    {"DEPT", "list.typologie.dept"},
    {"DIPLP", "list.typologie.diplp"},
    {"E2C", "list.typologie.e2c"},
    {"EA", "list.typologie.ea"},
    {"EATT", "list.typologie.eatt"},
    {"EI", "list.typologie.ei"},
    {"EITI", "list.typologie.eiti"},
    {"ENM", "list.typologie.enm"},
    {"EPCI", "list.typologie.epci"},
    {"EPI", "list.typologie.epi"},
    {"EPIDE", "list.typologie.epide"},
    {"EPN", "list.typologie.epn"},
    {"ES", "list.typologie.es"},
    {"ESAT", "list.typologie.esat"},
    {"ESS", "list.typologie.ess"},
    {"ETTI", "list.typologie.etti"},
    {"EVS", "list.typologie.evs"},
    {"FABLAB", "list.typologie.fablab"},
    {"FABRIQUE", "list.typologie.fabrique"},
    {"FAIS", "list.typologie.fais"},
    {"FT", "list.typologie.ft"},
    {"GEIQ", "list.typologie.geiq"},
    {"HUDA", "list.typologie.huda"},
    {"LA_POSTE", "list.typologie.la_poste"},
    {"MDE", "list.typologie.mde"},
    {"MDH", "list.typologie.mdh"},
    {"MDEF", "list.typologie.mdef"},
    {"MDPH", "list.typologie.mdph"},
    {"MDS", "list.typologie.mds"},
    {"MJC", "list.typologie.mjc"},
    {"ML", "list.typologie.ml"},
    {"MQ", "list.typologie.mq"},
    {"MSA", "list.typologie.msa"},
    {"MSAP", "list.typologie.msap"},
    {"MUNI", "list.typologie.muni"},
    {"OACAS", "list.typologie.oacas"},
    {"ODC", "list.typologie.odc"},
    {"OF", "list.typologie.of"},
    {"OIL", "list.typologie.oil"},
    {"OPCS", "list.typologie.opcs"},
    {"PAD", "list.typologie.pad"},
    {"PENSION", "list.typologie.pension"},
    {"PI", "list.typologie.pi"},
    {"PIJ_BIJ", "list.typologie.pij_bij"},
    {"PIMMS", "list.typologie.pimms"},
    {"PJJ", "list.typologie.pjj"},
    {"PLIE", "list.typologie.plie"},
    {"PREF", "list.typologie.pref"},
    {"PREVENTION", "list.typologie.prevention"},
    {"REG", "list.typologie.reg"},
    {"RELAIS_LECTURE", "list.typologie.relais_lecture"},
    {"RESSOURCERIE", "list.typologie.ressourcerie"},
    {"RFS", "list.typologie.rfs"},
    {"RS_FJT", "list.typologie.rs_fjt"},
    {"SCP", "list.typologie.scp"},
    {"SPIP", "list.typologie.spip"},
    {"TIERS_LIEUX", "list.typologie.tiers_lieux"},
    {"UDAF", "list.typologie.udaf"},
};

constexpr List kLists[] = {
    {"services", kServices},
    {"publics", kPublics},
    {"prise-en-charge", kPriseEnCharge},
    {"frais", kFrais},
    {"dispositifs", kDispositifs},
    {"formations", kFormations},
    {"modalites-acces", kModalitesAcces},
    {"modalites-accompagnement", kModalitesAccompagnement},
    {"itinerance", kItinerance},
    {"typologie", kTypologie, true},
};

}  // namespace

std::span<const List> national_lists() { return kLists; }

}  // namespace records
